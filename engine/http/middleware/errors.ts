import type { Context, Middleware } from 'koa'
import { isStorageFull } from '../../db/transaction.ts'
import { AppError, appError } from '../../errors.ts'
import type { Messages } from '../../locale.ts'
import type { Log } from '../../log.ts'
import { discardBody } from '../discard-body.ts'
import { errorPage } from '../error-page.ts'
import { languageOf } from '../language.ts'
import { toCamundaError } from '../../engine-rest/errors.ts'
import { restLanguage } from '../../engine-rest/language.ts'
import { isEngineRest, isForPrograms } from '../surfaces.ts'

/**
 * The only place where an error becomes an answer. A refusal keeps its code, data and sentence; anything unexpected becomes
 * `internal` without any detail, because messages of drivers and libraries name tables, paths and values.
 */
export function errors({ messages, log }: { messages: Messages; log: Log }): Middleware {
  return async (ctx, next) => {
    try {
      await next()
    } catch (thrown) {
      const error = toAppError(thrown)
      if (error.status >= 500) log.error({ err: thrown, requestId: ctx.state.requestId, method: ctx.method, path: ctx.path }, error.code)
      if (!(await discardBody(ctx.req))) ctx.set('Connection', 'close')
      answer(ctx, error, messages)
    }
  }
}

function answer(ctx: Context, error: AppError, messages: Messages): void {
  const language = isEngineRest(ctx.path) ? restLanguage(ctx) : languageOf(ctx)
  const message = messages.ofError(language, error)
  const requestId: unknown = ctx.state.requestId
  const data = error.status >= 500 ? {} : error.data
  if (isEngineRest(ctx.path)) return answerEngineRest(ctx, error, message)
  ctx.status = error.status
  if (error.status === 401) ctx.set('WWW-Authenticate', 'Session')
  if (typeof error.data.seconds === 'number') ctx.set('Retry-After', String(error.data.seconds))
  if (isForPrograms(ctx.path) || !ctx.get('Accept').includes('text/html')) ctx.body = { error: { code: error.code, message, data, requestId } }
  else {
    ctx.type = 'html'
    ctx.body = errorPage({
      status: error.status,
      message,
      code: error.code,
      requestId: String(requestId),
      language,
      home: messages.text(language, 'page.home'),
    })
  }
}

/** Camunda's clients read its error shape, and ask for name and password when they are told how. */
function answerEngineRest(ctx: Context, error: AppError, message: string): void {
  const { status, body } = toCamundaError(error, message)
  ctx.status = status
  if (status === 401) ctx.set('WWW-Authenticate', 'Basic realm="default", charset="UTF-8"')
  if (typeof error.data.seconds === 'number') ctx.set('Retry-After', String(error.data.seconds))
  ctx.body = body
}

function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown
  if (thrown instanceof URIError) return appError('request.invalid', {}, thrown)
  if (isStorageFull(thrown) || isDiskFull(thrown)) return appError('storage.full', {}, thrown)
  return isClientError(thrown) ? appError('request.invalid', {}, thrown) : appError('internal', {}, thrown)
}

function isDiskFull(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && (thrown.code === 'ENOSPC' || thrown.code === 'EDQUOT')
}

/** Errors that Koa and its parts make for malformed requests carry a 4xx status and say that they may be shown. */
function isClientError(thrown: unknown): boolean {
  return thrown instanceof Error && 'status' in thrown && typeof thrown.status === 'number' && thrown.status >= 400 && thrown.status < 500
}

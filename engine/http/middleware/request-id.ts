import type { Middleware } from 'koa'
import { newId } from '../../ids.ts'

/** Every answer carries the id under which its log entries are found. Never taken from the client: it goes into logs. */
export const requestId: Middleware = async (ctx, next) => {
  ctx.state.requestId = newId()
  ctx.set('X-Request-Id', ctx.state.requestId)
  await next()
}

import type { Context } from 'koa'
import { languages, type Language } from '../locale.ts'

/** Chinese unless the client prefers English. */
export function languageOf(ctx: Context): Language {
  return ctx.acceptsLanguages([...languages]) === 'en' ? 'en' : 'zh-CN'
}

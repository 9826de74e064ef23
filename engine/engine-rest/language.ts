import type { Context } from 'koa'

export type Language = 'zh-CN' | 'en'

/** Clients of Camunda expect English; who asks for Chinese gets it. */
export function restLanguage(ctx: Context): Language {
  return ctx.acceptsLanguages(['en', 'zh-CN']) === 'zh-CN' ? 'zh-CN' : 'en'
}

import { en } from './validation.en.ts'
import { zhCN } from './validation.zh-CN.ts'

export type MessageKey = keyof typeof zhCN

const sentences: Record<'zh-CN' | 'en', Record<MessageKey, string>> = { 'zh-CN': zhCN, en }

/** @returns the sentence with {placeholders} filled; a placeholder without a value stays visible rather than vanishing. */
export function sentence(language: 'zh-CN' | 'en', key: MessageKey, data: Record<string, string | number>): string {
  return sentences[language][key].replace(/\{(\w+)\}/g, (hole, name: string) => String(data[name] ?? hole))
}

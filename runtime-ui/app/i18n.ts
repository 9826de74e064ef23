import { createI18n } from 'vue-i18n'
import zhCN from '../locales/zh-CN.json'

export const languages = ['zh-CN', 'en'] as const
export type Language = (typeof languages)[number]

const storageKey = 'chazhi.language'
const messages: Record<string, typeof zhCN> = { 'zh-CN': zhCN }

/** zh-CN comes with the first page, another language when somebody asks for it. */
export const i18n = createI18n({ legacy: false, locale: 'zh-CN', fallbackLocale: 'zh-CN', messages })

export async function setLanguage(language: Language): Promise<void> {
  if (language === 'en' && !i18n.global.availableLocales.includes('en')) {
    const { default: english } = await import('../locales/en.json')
    i18n.global.setLocaleMessage('en', english)
  }
  i18n.global.locale.value = language
  document.documentElement.lang = language
  localStorage.setItem(storageKey, language)
}

export function currentLanguage(): Language {
  return languages.find((language) => language === i18n.global.locale.value) ?? 'zh-CN'
}

export function rememberedLanguage(): Language {
  return languages.find((language) => language === localStorage.getItem(storageKey)) ?? 'zh-CN'
}

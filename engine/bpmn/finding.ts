/** One thing that a deployment says about a model. Errors refuse it, warnings are shown. */
export type Finding = {
  /** Id of the element, or of the process; empty when the file could not be read. */
  element: string
  rule: string
  severity: 'error' | 'warning'
  message: { 'zh-CN': string; en: string }
}

export const error = (element: string, rule: string, zh: string, en: string): Finding => ({ element, rule, severity: 'error', message: { 'zh-CN': zh, en } })
export const warning = (element: string, rule: string, zh: string, en: string): Finding => ({
  element,
  rule,
  severity: 'warning',
  message: { 'zh-CN': zh, en },
})

import type { Rule } from './rule.ts'

/** What Chinese input methods make of digits, hyphens and spaces. */
const fullWidth = /[０-９－‐‑–—\u3000]/g

const mobile = /^1[3-9]\d[- ]?\d{4}[- ]?\d{4}$/
const landline = /^0\d{2,3}[- ]?\d{7,8}(?:[- ]\d{1,6})?$/

/** 11-digit mobile, or landline with area code and optional extension; hyphens as people write them. Stored in half-width characters. */
export const phone: Rule = {
  name: 'phone',
  settings: {},
  normalise: toHalfWidth,
  check({ value }) {
    if (typeof value !== 'string') return undefined
    const text = toHalfWidth(value)
    return mobile.test(text) || landline.test(text) ? undefined : { key: 'phone' }
  },
}

function toHalfWidth(text: string): string {
  return text.replace(fullWidth, (char) => (char === '\u3000' ? ' ' : /[０-９]/.test(char) ? char.normalize('NFKC') : '-'))
}

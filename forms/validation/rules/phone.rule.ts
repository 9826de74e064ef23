import type { Rule } from './rule.ts'

const mobile = /^1[3-9]\d[- ]?\d{4}[- ]?\d{4}$/
const landline = /^0\d{2,3}[- ]?\d{7,8}(?:[- ]\d{1,6})?$/

/** 11-digit mobile, or landline with area code and optional extension; hyphens as people write them. */
export const phone: Rule = {
  name: 'phone',
  settings: {},
  check: ({ value }) => (typeof value === 'string' && !mobile.test(value) && !landline.test(value) ? { key: 'phone' } : undefined),
}

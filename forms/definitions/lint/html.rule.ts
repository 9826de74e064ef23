import { propertiesOf } from './walk.ts'
import type { LintRule } from './finding.ts'

const active =
  /<\s*\/?\s*(script|iframe|object|embed|link|meta|base|form|svg|math|style|template|noscript)\b|\bon[a-z]+\s*=|(javascript|vbscript|data)\s*:\s*(?!image\/(png|jpeg|webp|gif);base64)|srcdoc|&#/i
const forbiddenTags = new Set(['script', 'iframe', 'object', 'embed', 'link', 'meta', 'base', 'form', 'svg', 'style'])

/** Labels, descriptions and content are put into the page as HTML: only passive mark-up is published. */
export const html: LintRule = ({ component }) =>
  propertiesOf(component)
    .filter(
      ({ name, last, value }) =>
        typeof value === 'string' &&
        (isActive(last, value) || (name === 'tag' && forbiddenTags.has(value.toLowerCase())) || (name.startsWith('attrs') && /^on/i.test(value))),
    )
    .map(({ name }) => ({ property: name, code: 'html' }))

/** A regular expression may contain anything; it is matched, never shown as mark-up. */
const isActive = (last: string, value: string): boolean => last !== 'pattern' && active.test(value)

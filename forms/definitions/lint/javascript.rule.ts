import { propertiesOf } from './walk.ts'
import type { LintRule } from './finding.ts'

/** Properties that Form.io runs as JavaScript when they hold text. */
const code = new Set([
  'custom',
  'customConditional',
  'customDefaultValue',
  'calculateValue',
  'onChange',
  'onClick',
  'javascript',
  'script',
  'evalContext',
  'hooks',
  'customOptions',
  'addEventListeners',
  'processor',
  'transform',
])

/** Author code would run on the server and in every reader's browser. Conditions, JSONLogic and named validators take its place. */
export const javascript: LintRule = ({ component }) =>
  propertiesOf(component)
    .filter(
      ({ last, value, name }) =>
        (code.has(last) && isFilled(value) && !(last === 'calculateValue' && typeof value === 'object')) ||
        isCustomAction(name, value) ||
        isTemplateCode(value),
    )
    .map(({ name }) => ({ property: name, code: 'javascript' }))

const isFilled = (value: unknown): boolean =>
  typeof value === 'string' ? value.trim() !== '' : value !== null && value !== undefined && value !== false && !isEmptyObject(value)

const isEmptyObject = (value: unknown): boolean => typeof value === 'object' && value !== null && Object.keys(value).length === 0

/** A button's `action: custom`, and `type: javascript` of logic triggers. */
const isCustomAction = (name: string, value: unknown): boolean =>
  (name === 'action' && value === 'custom') || (/(^|\.)type$/.test(name) && (value === 'javascript' || value === 'customAction'))

/** `{% … %}` in a template is code; `{{ a(b) }}` calls a function. */
const isTemplateCode = (value: unknown): boolean => typeof value === 'string' && (/\{%/.test(value) || /\{\{[^}]*\(/.test(value))

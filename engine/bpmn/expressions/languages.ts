/** The languages of expressions; scripts have more, see engine/scripts. */
export type ExpressionLanguage = 'feel' | 'juel'

const feel = /^(?:feel|text\/x-feel|https?:\/\/(?:www\.)?omg\.org\/spec\/(?:FEEL|DMN)\/.*)$/i
const juel = /^(?:juel|(?:unified-)?el|https?:\/\/java\.sun\.com\/products\/jsp|https?:\/\/(?:www\.)?(?:camunda\.(?:org|com)\/.*)?juel\/?)$/i

/**
 * The language that `expressionLanguage` of the definitions or `language` of one expression names: `feel` and `juel` as Camunda writes them,
 * and the URIs of the standards. Everything else is undefined and decides nothing: also `http://www.w3.org/1999/XPath`, which is the value
 * that BPMN 2.0 (table 8.1, definitions) gives to every file that says nothing. An expression then needs its own mark, `${}` or `=`.
 */
export function languageOf(text: string | undefined): ExpressionLanguage | undefined {
  const name = text?.trim() ?? ''
  if (feel.test(name)) return 'feel'
  return juel.test(name) ? 'juel' : undefined
}

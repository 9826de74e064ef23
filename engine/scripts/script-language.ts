import { parseFeel } from '../bpmn/expressions/feel.ts'

/** What scripts may be written in. JavaScript runs in a sandbox of its own, FEEL as an expression. */
export type ScriptLanguage = 'javascript' | 'feel'

const javascript = /^(?:(?:text|application)\/)?(?:(?:x-)?javascript|ecmascript|js)$/i
const feel = /^(?:(?:text|application)\/)?(?:x-)?feel$/i

/** The language that a `scriptFormat` names (a MIME type in BPMN 2.0, table 10.20; a bare name in Camunda), or undefined: the model is refused then. */
export function scriptLanguageOf(format: string | undefined): ScriptLanguage | undefined {
  const name = format?.trim() ?? ''
  if (javascript.test(name)) return 'javascript'
  return feel.test(name) ? 'feel' : undefined
}

/**
 * The variables a script reads. JavaScript may build the name of a variable, so it is given all that its scope sees.
 * @throws ExpressionError when FEEL has a mistake
 */
export function readsOfScript(language: ScriptLanguage, source: string): string[] | 'all' {
  return language === 'javascript' ? 'all' : parseFeel(source).reads
}

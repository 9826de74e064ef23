import type { ScriptSettings } from '../graph.ts'
import { text, type ModelElement } from '../model.ts'
import type { Read } from './read.ts'

/** A script task's script. A global one calls its language differently. */
export function readScriptTask(element: ModelElement, read: Read): ScriptSettings | null {
  if (!/ScriptTask$/.test(element.$type)) return null
  const format = text(element, element.$type === 'bpmn:GlobalScriptTask' ? 'scriptLanguage' : 'scriptFormat')
  return scriptOf(element, { format, source: text(element, 'script'), resultVariable: text(element, 'camunda:resultVariable') ?? null }, read)
}

/** `camunda:script` of a listener or a parameter. */
export function readCamundaScript(element: ModelElement, script: ModelElement, read: Read): ScriptSettings | null {
  return scriptOf(element, { format: text(script, 'scriptFormat'), source: text(script, 'value') ?? text(script, '$body'), resultVariable: null }, read)
}

type Given = { format: string | undefined; source: string | undefined; resultVariable: string | null }

function scriptOf(element: ModelElement, { format = '', source = '', resultVariable }: Given, read: Read): ScriptSettings | null {
  const language = scriptLanguage(format)
  if (language === undefined || source.trim() === '') return null
  const expression = language === 'feel' ? read(element, `=${source.trim().replace(/^=/, '')}`) : null
  return { language, source: expression ? expression.source.replace(/^=/, '') : source, expression, resultVariable }
}

/** The languages of scripts that are run; undefined for every other. */
export function scriptLanguage(format: string): ScriptSettings['language'] | undefined {
  if (/^(?:application\/|text\/)?(?:javascript|ecmascript|js)$/i.test(format)) return 'javascript'
  return /^(?:application\/|text\/)?(?:x-)?feel$|FEEL\/?$/i.test(format) ? 'feel' : undefined
}

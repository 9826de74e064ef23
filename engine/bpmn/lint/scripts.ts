import { scriptLanguage } from '../compile/script.ts'
import type { Finding } from '../finding.ts'
import { child, children, extensions, text, type ModelElement } from '../model.ts'
import { refuse, type Rule } from './rule.ts'

/** Scripts are JavaScript or FEEL, and stand in the model. */
export const scripts: Rule = (context) => [
  ...context.nodes.filter(({ $type }) => $type === 'bpmn:ScriptTask').flatMap((task) => checkTask(task, 'scriptFormat')),
  ...[context.process, ...context.nodes, ...context.flows].flatMap((element) => scriptsOf(element).flatMap((script) => checkScript(element, script))),
]

/** A script task, or a global one, which calls its language differently. */
export function checkTask(task: ModelElement, format: string): Finding[] {
  if (text(task, 'camunda:resource') !== undefined) return [refuse(task, 'script', '脚本不能引用外部资源', 'A script may not refer to a resource')]
  return check(task, { format: text(task, format), source: text(task, 'script') })
}

function checkScript(element: ModelElement, script: ModelElement): Finding[] {
  if (text(script, 'resource') !== undefined) return [refuse(element, 'script', '脚本不能引用外部资源', 'A script may not refer to a resource')]
  return check(element, { format: text(script, 'scriptFormat'), source: text(script, 'value') ?? text(script, '$body') })
}

function check(element: ModelElement, { format, source }: { format: string | undefined; source: string | undefined }): Finding[] {
  if (source === undefined || source.trim() === '') return [refuse(element, 'script', '脚本为空', 'The script is empty')]
  if (format === undefined) return [refuse(element, 'script', '脚本没有指明语言', 'The script does not say its language')]
  return scriptLanguage(format) === undefined ? [refuse(element, 'script', `不执行的脚本语言 ${format}`, `Scripts in ${format} are not executed`)] : []
}

/** Those of listeners, parameters and the lists and maps inside parameters. */
function scriptsOf(element: ModelElement): ModelElement[] {
  const listeners = ['camunda:ExecutionListener', 'camunda:TaskListener'].flatMap((type) => extensions(element, type))
  const connectors = extensions(element, 'camunda:Connector').flatMap((each) => child(each, 'inputOutput') ?? [])
  const blocks = [...extensions(element, 'camunda:InputOutput'), ...connectors]
  const parameters = blocks.flatMap((block) => [...children(block, 'inputParameters'), ...children(block, 'outputParameters')])
  return [...listeners.flatMap((each) => child(each, 'script') ?? []), ...parameters.flatMap(scriptsIn)]
}

function scriptsIn(holder: ModelElement): ModelElement[] {
  const definition = child(holder, 'definition') ?? holder
  if (definition.$type === 'camunda:Script') return [definition]
  return [...children(definition, 'items'), ...children(definition, 'entries')].flatMap(scriptsIn)
}

import type { Finding } from '../finding.ts'
import { child, definitionsOf, isSubProcess, text, type ModelElement } from '../model.ts'
import { variablesIn } from './variables-in.ts'
import { refuse, type Rule } from './rule.ts'

const references: Record<string, string> = { message: 'messageRef', signal: 'signalRef' }

/** What starts a process is subscribed to before there are variables, so its name can not be made of them. */
export const startNames: Rule = ({ nodes }) => nodes.filter(startsProcess).flatMap(check)

const startsProcess = (node: ModelElement) => node.$type === 'bpmn:StartEvent' && !(node.$parent && isSubProcess(node.$parent))

function check(event: ModelElement): Finding[] {
  return Object.entries(references).flatMap(([trigger, reference]) =>
    definitionsOf(event, trigger).flatMap((definition) => {
      const reads = variablesIn(text(child(definition, reference) ?? definition, 'name') ?? '')
      return reads.length === 0
        ? []
        : [
            refuse(
              event,
              trigger,
              `开始事件的名称不能读取变量:${reads.join('、')}`,
              `The name that starts a process can not read variables: ${reads.join(', ')}`,
            ),
          ]
    }),
  )
}

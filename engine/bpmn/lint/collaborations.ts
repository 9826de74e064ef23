import type { Finding } from '../finding.ts'
import {
  child,
  children,
  eventDefinitions,
  idOf,
  isActivity,
  isEvent,
  isGateway,
  localType,
  property,
  triggerOfDefinition,
  type ModelElement,
} from '../model.ts'
import { collaborations as collaborationsOf, refuse, type FileRule } from './rule.ts'

/** Pools and what is drawn between them (BPMN 2.0, chapter 9). Messages travel by name; the drawing must not say something else. */
export const collaborations: FileRule = ({ root }) =>
  collaborationsOf(root).flatMap((collaboration) => {
    const pools = children(collaboration, 'participants')
    return [
      ...pools.flatMap(checkMultiplicity),
      ...children(collaboration, 'messageFlows').flatMap((flow) => checkFlow(flow, pools)),
      ...children(collaboration, 'choreographyRef').map(() =>
        refuse(collaboration, 'supported-element', '不执行编排,协作不能引用它', 'Choreographies are not executed: a collaboration can not refer to one'),
      ),
    ]
  })

function checkMultiplicity(pool: ModelElement): Finding[] {
  const multiplicity = child(pool, 'participantMultiplicity')
  if (!multiplicity) return []
  const [minimum, maximum] = [Number(property(multiplicity, 'minimum') ?? 0), Number(property(multiplicity, 'maximum') ?? 1)]
  return minimum >= 0 && maximum >= 1 && maximum >= minimum
    ? []
    : [refuse(pool, 'participant', '参与者数量的下限和上限不成立', 'The minimum and maximum of the participant do not fit')]
}

function checkFlow(flow: ModelElement, pools: ModelElement[]): Finding[] {
  const [source, target] = [child(flow, 'sourceRef'), child(flow, 'targetRef')]
  if (!source || !target) return []
  const findings: Finding[] = []
  const [from, to] = [poolOf(source, pools), poolOf(target, pools)]
  if (source === target || (from !== undefined && from === to))
    findings.push(refuse(flow, 'message-flow', '消息流不能在同一泳池之内', 'A message flow joins two different pools'))
  if (!sends(source))
    findings.push(
      refuse(flow, 'message-flow', `${localType(source)} ${idOf(source)} 不能发出消息`, `${idOf(source)}, a ${localType(source)}, can not send a message`),
    )
  if (!receives(target))
    findings.push(
      refuse(flow, 'message-flow', `${localType(target)} ${idOf(target)} 不能接收消息`, `${idOf(target)}, a ${localType(target)}, can not receive a message`),
    )
  return findings
}

/** The pool itself, or the one whose process holds the element. */
function poolOf(element: ModelElement, pools: ModelElement[]): ModelElement | undefined {
  if (pools.includes(element)) return element
  let at: ModelElement | undefined = element
  while (at && at.$type !== 'bpmn:Process') at = at.$parent
  return at && pools.find((pool) => child(pool, 'processRef') === at)
}

const hasMessage = (event: ModelElement) => eventDefinitions(event).some((definition) => triggerOfDefinition(definition) === 'message')

function sends(element: ModelElement): boolean {
  if (isEvent(element)) return ['endEvent', 'intermediateThrowEvent'].includes(localType(element)) && hasMessage(element)
  return !isGateway(element) && !(isActivity(element) && localType(element) === 'receiveTask')
}

function receives(element: ModelElement): boolean {
  if (isEvent(element)) return ['startEvent', 'intermediateCatchEvent', 'boundaryEvent'].includes(localType(element)) && hasMessage(element)
  return !isGateway(element) && !(isActivity(element) && localType(element) === 'sendTask')
}

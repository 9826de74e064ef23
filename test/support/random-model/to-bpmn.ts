import { processOf } from '../bpmn.ts'
import type { Block, Boundary, Fork, Scope } from './blocks.ts'

/** Writes a block-structured process as BPMN. A path is written from left to right: each part says where the next one begins. */
export function toBpmn(scope: Scope): string {
  const messages: string[] = []
  const content = writeScope(scope, 'process', messages)
  return processOf(content, '', messages.map((name) => `<bpmn:message id="Message_${name}" name="${name}"/>`).join(''))
}

/** Where a path stands: the element that the next flow leaves. */
type Path = { xml: string[]; at: string; messages: string[] }

function writeScope(scope: Scope, name: string, messages: string[]): string {
  const path: Path = { xml: [`<bpmn:startEvent id="start_${name}"/>`], at: `start_${name}`, messages }
  for (const block of scope.blocks) writeBlock(path, block)
  if (scope.fork) writeFork(path, scope.fork)
  else add(path, `<bpmn:endEvent id="end_${name}"/>`, `end_${name}`)
  return path.xml.join('')
}

function writeFork(path: Path, fork: Fork): void {
  add(path, `<bpmn:serviceTask id="${fork.id}" camunda:class="register"/>`, fork.id)
  for (const { id, blocks, terminates } of fork.branches) {
    const branch: Path = { xml: path.xml, at: fork.id, messages: path.messages }
    for (const block of blocks) writeBlock(branch, block)
    add(branch, `<bpmn:endEvent id="${id}">${terminates ? '<bpmn:terminateEventDefinition/>' : ''}</bpmn:endEvent>`, id)
  }
}

const writers: { [Kind in Block['kind']]: (path: Path, block: Extract<Block, { kind: Kind }>) => void } = {
  task: (path, block) => {
    add(path, `<bpmn:userTask id="${block.id}" camunda:candidateGroups="all" ${asyncs(block)}>${mapping}</bpmn:userTask>`, block.id)
    block.boundaries.forEach((boundary) => writeBoundary(path, block.id, boundary))
  },
  job: (path, block) => {
    add(path, `<bpmn:serviceTask id="${block.id}" camunda:class="fetch">${mapping}</bpmn:serviceTask>`, block.id)
    block.boundaries.forEach((boundary) => writeBoundary(path, block.id, boundary))
  },
  auto: (path, block) => add(path, `<bpmn:serviceTask id="${block.id}" camunda:class="register" ${asyncs(block)}/>`, block.id),
  faulty: (path, { id }) => add(path, `<bpmn:serviceTask id="${id}" camunda:expression="\${fix_${id}}"/>`, id),
  choice: writeChoice,
  loop: writeLoop,
  sub: (path, { id, scope, boundaries }) => {
    add(path, `<bpmn:subProcess id="${id}">${writeScope(scope, id, path.messages)}</bpmn:subProcess>`, id)
    boundaries.forEach((boundary) => writeBoundary(path, id, boundary))
  },
}

function writeBlock(path: Path, block: Block): void {
  const write: (path: Path, block: never) => void = writers[block.kind]
  write(path, block as never)
}

function writeChoice(path: Path, { id, branches }: Extract<Block, { kind: 'choice' }>): void {
  const join = `${id}_join`
  add(path, `<bpmn:exclusiveGateway id="${id}" default="F_${id}_0"/>`, id)
  path.xml.push(`<bpmn:exclusiveGateway id="${join}"/>`)
  branches.forEach((blocks, index) => {
    const first = `${id}_first_${index}`
    path.xml.push(`<bpmn:intermediateThrowEvent id="${first}"/>`, flow(`${id}_${index}`, id, first, index === 1 ? `\${${id}}` : undefined))
    const branch: Path = { xml: path.xml, at: first, messages: path.messages }
    for (const block of blocks) writeBlock(branch, block)
    path.xml.push(flow(`${branch.at}_${join}`, branch.at, join))
  })
  path.at = join
}

function writeLoop(path: Path, { id, times, body }: Extract<Block, { kind: 'loop' }>): void {
  const count = (name: string, expression: string) => `<bpmn:serviceTask id="${name}" camunda:expression="${expression}" camunda:resultVariable="${id}"/>`
  add(path, count(`${id}_init`, '${0}'), `${id}_init`)
  add(path, `<bpmn:exclusiveGateway id="${id}_begin"/>`, `${id}_begin`)
  for (const block of body) writeBlock(path, block)
  add(path, count(`${id}_count`, `\${${id} + 1}`), `${id}_count`)
  add(path, `<bpmn:exclusiveGateway id="${id}"/>`, id)
  path.xml.push(
    flow(`${id}_again`, id, `${id}_begin`, `\${${id} lt ${times}}`),
    `<bpmn:intermediateThrowEvent id="${id}_out"/>`,
    flow(`${id}_on`, id, `${id}_out`, `\${${id} ge ${times}}`),
  )
  path.at = `${id}_out`
}

function writeBoundary(path: Path, host: string, { id, trigger, interrupting, firings, then }: Boundary): void {
  const message = `m_${id}`
  if (trigger === 'message') path.messages.push(message)
  const definition =
    trigger === 'message'
      ? `<bpmn:messageEventDefinition messageRef="Message_${message}"/>`
      : `<bpmn:timerEventDefinition><bpmn:timeCycle>R${firings}/PT1H</bpmn:timeCycle></bpmn:timerEventDefinition>`
  path.xml.push(`<bpmn:boundaryEvent id="${id}" attachedToRef="${host}" cancelActivity="${interrupting}">${definition}</bpmn:boundaryEvent>`)
  const side: Path = { xml: path.xml, at: id, messages: path.messages }
  for (const block of then) writeBlock(side, block)
  add(side, `<bpmn:endEvent id="${id}_end"/>`, `${id}_end`)
}

/** A local variable that would go wrong if an entry were tried twice on top of itself. */
const mapping =
  '<bpmn:extensionElements><camunda:inputOutput><camunda:inputParameter name="depth">${depth + 1}</camunda:inputParameter></camunda:inputOutput></bpmn:extensionElements>'

const asyncs = ({ asyncBefore, asyncAfter }: { asyncBefore: boolean; asyncAfter: boolean }) =>
  `camunda:asyncBefore="${asyncBefore}" camunda:asyncAfter="${asyncAfter}"`

function add(path: Path, xml: string, id: string): void {
  path.xml.push(xml, flow(`${path.at}_${id}`, path.at, id))
  path.at = id
}

function flow(id: string, source: string, target: string, condition?: string): string {
  const inside = condition === undefined ? '' : `<bpmn:conditionExpression>${condition}</bpmn:conditionExpression>`
  return `<bpmn:sequenceFlow id="F_${id}" sourceRef="${source}" targetRef="${target}">${inside}</bpmn:sequenceFlow>`
}

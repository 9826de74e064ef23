import type { DataMapping, LoopSettings, Node } from '../../bpmn/graph.ts'
import { copyData } from '../data.ts'
import { valueOf } from '../evaluate.ts'
import type { Run } from '../run.ts'
import type { ExecutionRow, TypedValue, Variables } from '../state.ts'
import { Typed } from '../values.ts'
import { indexOf, isInstance, loopOf } from './loop-state.ts'

/** Data associations into the collection belong to the loop: there is one collection, and each instance gets its item (BPMN 2.0, 10.3.8). */
export function copyBodyInputs(run: Run, body: ExecutionRow, node: Node, loop: LoopSettings): void {
  const { collection } = partsOf(node.dataInputs, namesOfLoop(loop).input)
  copyData(run, body, loop.kind === 'multi' ? collection : [], { local: true })
}

/** What is left to each instance. */
export function inputsOf(node: Node, execution: ExecutionRow): DataMapping[] {
  return isInstance(execution) ? partsOf(node.dataInputs, namesOfLoop(node.loop).input).other : node.dataInputs
}

/** An instance's outputs: its item (outputDataItem) stays its own until it is collected, everything else goes to the scopes around the loop. */
export function mapInstanceOutputs(run: Run, { id, parentId }: ExecutionRow, node: Node): void {
  const { item, collected } = namesOfLoop(node.loop)
  for (const { name, value } of node.outputs)
    run.rows.setVariable(name === item ? id : (parentId ?? id), name, valueOf(run, id, value), { local: name === item })
  const own = node.dataOutputs.filter(({ sources }) => collected === null || !sources.includes(collected))
  for (const mapping of own) copyData(run, run.rows.execution(id), [mapping], { local: mapping.target === item })
}

/** What an instance gave is remembered with the body until all are there. */
export function collectOutput({ rows }: Run, body: ExecutionRow, instance: ExecutionRow, loop: LoopSettings): void {
  const state = loopOf(body)
  if (loop.kind !== 'multi' || loop.output === null || !state) return
  const given: TypedValue = rows.variable(instance.id, loop.output.item) ?? { type: 'Null', value: null }
  rows.updateExecution(body.id, { data: { ...body.data, loop: { ...state, outputs: { ...state.outputs, [indexOf(instance)]: given } } } })
}

/** The collection of what the completed instances gave, in the order of their loopCounter, is written when the loop is done (loopDataOutputRef). */
export function writeOutputs(run: Run, body: ExecutionRow, node: Node): void {
  const { collected } = namesOfLoop(node.loop)
  if (collected === null) return
  const list = Object.entries(loopOf(body)?.outputs ?? {}).sort(([left], [right]) => Number(left) - Number(right))
  const values = new Typed({ type: 'Json', value: list.map(([, { value }]) => value) })
  const onwards = node.dataOutputs.filter(({ sources }) => sources.includes(collected))
  if (onwards.length === 0) run.rows.setVariable(body.parentId ?? body.id, collected, values)
  else run.rows.setVariable(body.id, collected, values, { local: true })
  copyData(run, body, onwards, { local: false })
}

/** The variables an instance has from its loop, as opposed to what it has computed itself: a retry begins with them. */
export function givenByLoop({ rows, graph }: Run, execution: ExecutionRow): Variables | undefined {
  const loop = graph.nodes[execution.nodeId]?.loop
  if (loop?.kind !== 'multi' || !isInstance(execution)) return undefined
  const names = ['loopCounter', loop.elementVariable, loop.output?.item]
  return Object.fromEntries(Object.entries(rows.get('scopes', execution.id) ?? {}).filter(([name]) => names.includes(name)))
}

function namesOfLoop(loop: LoopSettings | null): { input: string[]; item: string | null; collected: string | null } {
  if (loop?.kind !== 'multi') return { input: [], item: null, collected: null }
  const { collection, cardinality, output } = loop
  const input = [collection, cardinality].flatMap((expression) => expression?.reads ?? [])
  return output ? { input, item: output.item, collected: output.collection } : { input, item: null, collected: null }
}

function partsOf(mappings: DataMapping[], names: string[]): { collection: DataMapping[]; other: DataMapping[] } {
  const isCollection = ({ target }: DataMapping) => names.includes(target)
  return { collection: mappings.filter(isCollection), other: mappings.filter((mapping) => !isCollection(mapping)) }
}

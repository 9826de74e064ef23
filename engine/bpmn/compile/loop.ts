import type { EventTrigger, LoopSettings, MultiInstance, StandardLoop } from '../graph.ts'
import { child, children, eventDefinitions, flag, property, text, type ModelElement } from '../model.ts'
import { nameOfItem } from './data.ts'
import { readDefinition } from './event.ts'
import type { Read } from './read.ts'

/** The loop marker of an activity (BPMN 2.0, 10.3.8). */
export function readLoop(element: ModelElement, read: Read): LoopSettings | null {
  const loop = child(element, 'loopCharacteristics')
  if (!loop) return null
  return loop.$type === 'bpmn:StandardLoopCharacteristics' ? standardLoop(element, loop, read) : multiInstance(element, loop, read)
}

function standardLoop(element: ModelElement, loop: ModelElement, read: Read): StandardLoop {
  const maximum = Number(property(loop, 'loopMaximum'))
  return {
    kind: 'standard',
    condition: read.formal(element, child(loop, 'loopCondition')),
    testBefore: flag(loop, 'testBefore'),
    maximum: Number.isInteger(maximum) && maximum > 0 ? maximum : null,
  }
}

function multiInstance(element: ModelElement, loop: ModelElement, read: Read): MultiInstance {
  const input = child(loop, 'inputDataItem')
  const output = child(loop, 'loopDataOutputRef')
  const item = child(loop, 'outputDataItem')
  return {
    kind: 'multi',
    sequential: flag(loop, 'isSequential'),
    cardinality: read.formal(element, child(loop, 'loopCardinality')),
    collection: collectionOf(element, loop, read),
    elementVariable: text(loop, 'camunda:elementVariable') ?? (input ? nameOfItem(input) : null),
    completionCondition: read.formal(element, child(loop, 'completionCondition')),
    behavior: behaviorOf(text(loop, 'behavior')),
    event: eventOf(element, child(loop, 'noneBehaviorEventRef') ?? child(loop, 'oneBehaviorEventRef'), read),
    complex: children(loop, 'complexBehaviorDefinition').flatMap((each) => complexOf(element, each, read)),
    output: output && item ? { collection: nameOfItem(output), item: nameOfItem(item) } : null,
    asyncBefore: flag(loop, 'camunda:asyncBefore') || flag(loop, 'camunda:async'),
    asyncAfter: flag(loop, 'camunda:asyncAfter'),
  }
}

/** `camunda:collection` is a variable's name or an expression; `loopDataInputRef` names a data item. */
function collectionOf(element: ModelElement, loop: ModelElement, read: Read) {
  const given = text(loop, 'camunda:collection')
  const reference = child(loop, 'loopDataInputRef')
  const source = given ?? (reference ? nameOfItem(reference) : undefined)
  if (source === undefined) return null
  return read(element, /^=|[$#]\{/.test(source.trim()) ? source : `\${${source}}`)
}

const behaviorOf = (text: string | undefined): MultiInstance['behavior'] => (text === 'One' || text === 'None' || text === 'Complex' ? text : 'All')

function eventOf(element: ModelElement, definition: ModelElement | undefined, read: Read): EventTrigger | null {
  return definition ? readDefinition(element, definition, read) : null
}

/** Each event of an implicit throw event, which may refer to its definitions. */
function complexOf(element: ModelElement, definition: ModelElement, read: Read): MultiInstance['complex'] {
  const condition = read.formal(element, child(definition, 'condition'))
  const thrown = child(definition, 'event')
  const events = thrown ? eventDefinitions(thrown).flatMap((each) => eventOf(element, each, read) ?? []) : []
  return condition ? events.map((event) => ({ condition, event })) : []
}

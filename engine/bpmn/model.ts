/** Typed, read-only access to a parsed BPMN tree. Attributes of extensions are read with their prefix: `camunda:formRef`. */
export type ModelElement = {
  readonly $type: string
  readonly $attrs?: Readonly<Record<string, string>>
  readonly $parent?: ModelElement
  readonly id?: string
  get?(name: string): unknown
  $instanceOf?(type: string): boolean
}

export function isElement(value: unknown): value is ModelElement {
  return typeof value === 'object' && value !== null && '$type' in value
}

/** A property of an element, or undefined. Works on untyped (generic) elements too. */
export function property(element: ModelElement, name: string): unknown {
  return element.get ? element.get(name) : Reflect.get(element, name)
}

export function text(element: ModelElement, name: string): string | undefined {
  const value = property(element, name)
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** Whether the file gives a property: one with a default value can be read without. */
export const isGiven = (element: ModelElement, name: string) => Object.hasOwn(element, name.slice(name.indexOf(':') + 1))

export function flag(element: ModelElement, name: string): boolean {
  return property(element, name) === true
}

export function child(element: ModelElement, name: string): ModelElement | undefined {
  const value = property(element, name)
  return isElement(value) ? value : undefined
}

export function children(element: ModelElement, name: string): ModelElement[] {
  const value = property(element, name)
  return Array.isArray(value) ? value.filter(isElement) : []
}

/** Extension elements, all or of one type: `camunda:InputOutput`. */
export function extensions(element: ModelElement, type?: string): ModelElement[] {
  const holder = child(element, 'extensionElements')
  const values = holder ? children(holder, 'values') : []
  return type ? values.filter((value) => value.$type === type) : values
}

/** `bpmn:UserTask` → `userTask` */
export function localType(element: ModelElement): string {
  const name = element.$type.slice(element.$type.indexOf(':') + 1)
  return name.charAt(0).toLowerCase() + name.slice(1)
}

export function idOf(element: ModelElement): string {
  return element.id ?? ''
}

/** The trigger of an event definition: `bpmn:TimerEventDefinition` → `timer`; several → `multiple` or `parallelMultiple`; none → `none`. */
export function triggerOf(event: ModelElement): string {
  const definitions = eventDefinitions(event)
  if (definitions.length > 1) return flag(event, 'parallelMultiple') ? 'parallelMultiple' : 'multiple'
  const [definition] = definitions
  return definition ? triggerOfDefinition(definition) : 'none'
}

/** `bpmn:TimerEventDefinition` → `timer` */
export const triggerOfDefinition = (definition: ModelElement) => localType(definition).replace(/EventDefinition$/, '')

/** Definitions of one trigger among those of an event: `signal`. */
export function definitionsOf(event: ModelElement, trigger: string): ModelElement[] {
  return eventDefinitions(event).filter((definition) => triggerOfDefinition(definition) === trigger)
}

export function eventDefinitions(event: ModelElement): ModelElement[] {
  return [...children(event, 'eventDefinitions'), ...children(event, 'eventDefinitionRef')]
}

const eventTypes = new Set(['startEvent', 'endEvent', 'boundaryEvent', 'intermediateCatchEvent', 'intermediateThrowEvent'])

/** Which behaviour an element needs: `userTask`, `boundaryEvent:timer`, `subProcess:event`. */
export function kindOf(element: ModelElement): string {
  const type = localType(element)
  if (eventTypes.has(type)) return `${type}:${triggerOf(element)}`
  return type === 'subProcess' && flag(element, 'triggeredByEvent') ? 'subProcess:event' : type
}

/** Every flow element below a process or sub-process, scopes before their content. */
export function flowElements(scope: ModelElement): ModelElement[] {
  return children(scope, 'flowElements').flatMap((element) => [element, ...flowElements(element)])
}

/** Whether an element is of a type of the standard, or of one below it: a user task is a `bpmn:Activity`. */
export const isA = (element: ModelElement, type: string) => element.$instanceOf?.(type) === true

/** Tasks of all kinds, call activities and sub-processes: what boundary events and mappings may belong to. */
export const isActivity = (element: ModelElement) => isA(element, 'bpmn:Activity')

export const isEvent = (element: ModelElement) => isA(element, 'bpmn:Event')

export const isGateway = (element: ModelElement) => isA(element, 'bpmn:Gateway')

/** Sub-processes of every kind: embedded, event, transaction, ad-hoc. */
export const isSubProcess = (element: ModelElement) => isA(element, 'bpmn:SubProcess')

export const isEventSubProcess = (element: ModelElement) => isSubProcess(element) && flag(element, 'triggeredByEvent')

export const isFlow = (element: ModelElement) => element.$type === 'bpmn:SequenceFlow'

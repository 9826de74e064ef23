import type { Expression } from './expressions/expression.ts'
import type { ServiceSettings } from './graph-tasks.ts'

/** One event definition of an event, whatever the event's position. */
export type EventTrigger =
  | { kind: 'timer'; timer: 'date' | 'duration' | 'cycle'; value: Expression; /** cz:calendar: counts in working time. */ calendar: string | null }
  | {
      kind: 'message'
      name: Expression
      action: string | null
      actionWho: string | null
      /** Throwing only: a handler, external task or expression instead of a message to an instance here. */
      service: ServiceSettings | null
      /** camunda:in of a throwing event: what travels with it; empty: nothing. */
      payload: ParameterMapping[]
    }
  | { kind: 'signal'; name: Expression; payload: ParameterMapping[] }
  | { kind: 'error'; code: Expression | null; message: Expression | null; codeVariable: string | null; messageVariable: string | null }
  | { kind: 'escalation'; code: Expression | null; codeVariable: string | null }
  | { kind: 'conditional'; condition: Expression; variableName: string | null; variableEvents: string[] }
  | { kind: 'compensate'; activity: string | null; wait: boolean }
  | { kind: 'cancel' }
  | { kind: 'link'; name: string; /** Throwing: the catch event of this name in the same scope. */ target: string | null }
  | { kind: 'terminate' }

export type TriggerOf<Kind extends EventTrigger['kind']> = Extract<EventTrigger, { kind: Kind }>

/** camunda:in and camunda:out: all variables, a variable, an expression, or (in only) the business key. */
export type ParameterMapping =
  | { kind: 'all'; local: boolean }
  | { kind: 'variable'; source: string; target: string; local: boolean }
  | { kind: 'expression'; value: Expression; target: string; local: boolean }
  | { kind: 'business-key'; value: Expression }

import { child, definitionsOf, isEvent, text } from '../model.ts'
import { refuse, type Rule } from './rule.ts'

/** A signal event refers to a signal with a name: that is all by which a throw finds those who wait (BPMN 2.0, 10.5.5). */
export const signals: Rule = ({ nodes }) =>
  nodes.filter(isEvent).flatMap((event) =>
    definitionsOf(event, 'signal')
      .filter((definition) => !text(child(definition, 'signalRef') ?? definition, 'name')?.trim())
      .map(() => refuse(event, 'signal', '信号事件没有指明信号名称', 'The signal event names no signal')),
  )

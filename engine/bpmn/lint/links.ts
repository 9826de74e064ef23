import type { Finding } from '../finding.ts'
import { children, definitionsOf, localType, text, type ModelElement } from '../model.ts'
import { refuse, type LintContext, type Rule } from './rule.ts'

/** Links join ends of one scope by their name: any number of throws, one catch (BPMN 2.0, 10.5.5). */
export const links: Rule = (context) => context.scopes.flatMap((scope) => checkScope(scope, context))

function checkScope(scope: ModelElement, context: LintContext): Finding[] {
  const events = children(scope, 'flowElements').filter((element) => definitionsOf(element, 'link').length > 0)
  const catches = events.filter((event) => localType(event) === 'intermediateCatchEvent')
  const throws = events.filter((event) => localType(event) === 'intermediateThrowEvent')
  const namesCaught = catches.map(nameOf)
  return [
    ...events.filter((event) => nameOf(event) === '').map((event) => refuse(event, 'link', '链接事件没有名称', 'The link event has no name')),
    ...catches.filter((event, index) => namesCaught.indexOf(nameOf(event)) < index).map(isSecond),
    ...throws.filter((event) => nameOf(event) !== '' && !namesCaught.includes(nameOf(event))).map(leadsNowhere),
    ...catches.filter((event) => nameOf(event) !== '' && !throws.some((other) => nameOf(other) === nameOf(event))).map(isNeverReached),
    ...catches.filter((event) => context.incoming(event).length > 0).map(hasIncoming),
    ...throws.filter((event) => context.outgoing(event).length > 0).map(hasOutgoing),
    ...catches.filter((event) => context.outgoing(event).length === 0).map(leadsNoFurther),
    ...throws.filter((event) => context.incoming(event).length === 0).map(nothingLeadsTo),
  ]
}

function nameOf(event: ModelElement): string {
  const [link] = definitionsOf(event, 'link')
  return (link && text(link, 'name')?.trim()) ?? ''
}

const isSecond = (event: ModelElement) =>
  refuse(event, 'link', `本层已有名为 ${nameOf(event)} 的链接目标`, `Another link in this scope already catches ${nameOf(event)}`)
const leadsNowhere = (event: ModelElement) =>
  refuse(event, 'link', `本层没有名为 ${nameOf(event)} 的链接目标`, `No link in this scope catches ${nameOf(event)}`)
const isNeverReached = (event: ModelElement) =>
  refuse(event, 'link', `本层没有名为 ${nameOf(event)} 的链接来源`, `No link in this scope throws ${nameOf(event)}`)
const hasIncoming = (event: ModelElement) => refuse(event, 'link', '链接目标不能有进入的连线', 'A catching link may not have incoming flows')
const hasOutgoing = (event: ModelElement) => refuse(event, 'link', '链接来源不能有离开的连线', 'A throwing link may not have outgoing flows')
const leadsNoFurther = (event: ModelElement) => refuse(event, 'link', '链接目标没有后续', 'The catching link leads nowhere')
const nothingLeadsTo = (event: ModelElement) => refuse(event, 'link', '链接来源没有进入的连线', 'Nothing leads to the throwing link')

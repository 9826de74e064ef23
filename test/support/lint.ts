import { expect } from 'vitest'
import { readForDeployment } from '../../engine/bpmn/deploy.ts'
import type { Finding } from '../../engine/bpmn/finding.ts'
import type { Capabilities } from '../../engine/bpmn/lint/rule.ts'

export * from './bpmn-xml.ts'

const onStart = ['none', 'message', 'signal', 'timer', 'conditional', 'error', 'escalation', 'compensate', 'multiple', 'parallelMultiple']
const onCatch = ['message', 'signal', 'timer', 'conditional', 'link', 'multiple', 'parallelMultiple']
const onThrow = ['none', 'message', 'signal', 'escalation', 'compensate', 'link', 'multiple']
const onBoundary = ['message', 'signal', 'timer', 'conditional', 'error', 'escalation', 'compensate', 'cancel', 'multiple', 'parallelMultiple']
const onEnd = ['none', 'message', 'signal', 'error', 'escalation', 'compensate', 'cancel', 'terminate', 'multiple']

/** Every kind of element that engine-semantics promises: what the linter is tested against, whatever is executed today. */
export function allKinds(): Set<string> {
  const tasks = ['task', 'userTask', 'manualTask', 'serviceTask', 'sendTask', 'receiveTask', 'scriptTask', 'businessRuleTask', 'callActivity']
  const scopes = ['subProcess', 'subProcess:event', 'transaction', 'adHocSubProcess']
  const gateways = ['exclusiveGateway', 'parallelGateway', 'inclusiveGateway', 'complexGateway', 'eventBasedGateway']
  const at = (position: string, triggers: string[]) => triggers.map((trigger) => `${position}:${trigger}`)
  return new Set([
    ...[...tasks, ...scopes, ...gateways],
    ...at('startEvent', onStart),
    ...at('intermediateCatchEvent', onCatch),
    ...at('intermediateThrowEvent', onThrow),
    ...at('boundaryEvent', onBoundary),
    ...at('endEvent', onEnd),
  ])
}

type Given = { handlers?: string[]; forms?: string[] } & Partial<Pick<Capabilities, 'connectors' | 'roles' | 'hasDecision' | 'hasProcess'>>

/** What the test installation can run: every kind of element, and the handlers and forms named here. */
export function capabilities({ handlers = ['register', 'notify'], forms = [], ...rest }: Given = {}): Capabilities {
  return { elements: allKinds(), handlers: new Set(handlers), hasForm: (key) => forms.includes(key), ...rest }
}

export async function findingsOf(xml: string, can: Capabilities = capabilities()): Promise<Finding[]> {
  const { findings } = await readForDeployment(xml, can)
  for (const { message } of findings) {
    expect(message['zh-CN']).toMatch(/\p{Script=Han}/u)
    expect(message.en).toMatch(/[a-z]/)
  }
  return findings
}

/** Findings in short: `error gateway Gateway_1`. */
export async function briefly(xml: string, can?: Capabilities): Promise<string[]> {
  return (await findingsOf(xml, can)).map(({ severity, rule, element }) => `${severity} ${rule} ${element}`)
}

import type { DecisionSettings } from '../graph.ts'
import { text, type ModelElement } from '../model.ts'
import type { Read } from './read.ts'

const maps = ['singleEntry', 'singleResult', 'collectEntries', 'resultList'] as const

/** `camunda:decisionRef` of a business-rule task. */
export function readDecision(element: ModelElement, read: Read): DecisionSettings | null {
  const key = read(element, text(element, 'camunda:decisionRef'))
  if (!key) return null
  const map = text(element, 'camunda:mapDecisionResult')
  return {
    key,
    binding: bindingOf(text(element, 'camunda:decisionRefBinding')),
    version: read(element, text(element, 'camunda:decisionRefVersion') ?? text(element, 'camunda:decisionRefVersionTag')),
    tenant: read(element, text(element, 'camunda:decisionRefTenantId')),
    resultVariable: text(element, 'camunda:resultVariable') ?? null,
    map: maps.find((each) => each === map) ?? 'resultList',
  }
}

export function bindingOf(binding: string | undefined): DecisionSettings['binding'] {
  return binding === 'deployment' || binding === 'version' || binding === 'versionTag' ? binding : 'latest'
}

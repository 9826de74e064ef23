import type { FormReference } from '../graph.ts'
import { property, text, type ModelElement } from '../model.ts'

/** `camunda:formRef` with binding latest (default), deployment, or version. */
export function readForm(element: ModelElement): FormReference | null {
  const key = text(element, 'camunda:formRef')
  if (key === undefined) return null
  const binding = text(element, 'camunda:formRefBinding')
  const version = Number(property(element, 'camunda:formRefVersion'))
  return {
    key,
    binding: binding === 'deployment' || binding === 'version' ? binding : 'latest',
    version: Number.isInteger(version) && version > 0 ? version : null,
  }
}

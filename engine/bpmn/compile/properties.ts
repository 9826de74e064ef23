import { children, extensions, text, type ModelElement } from '../model.ts'

/** `camunda:properties`, by name; of two with one name the first counts. */
export function readProperties(element: ModelElement): Record<string, string> {
  const properties: Record<string, string> = Object.create(null)
  for (const property of extensions(element, 'camunda:Properties').flatMap((block) => children(block, 'values'))) {
    const name = text(property, 'name')
    if (name !== undefined && properties[name] === undefined) properties[name] = text(property, 'value') ?? ''
  }
  return properties
}

import { property, type ModelElement } from '../model.ts'

/** Namespaces that modelers write and that mean nothing to execution. */
const namespaces = new Set([
  'http://camunda.org/schema/modeler/1.0',
  'http://bpmn.io/schema/bpmn/biocolor/1.0',
  'http://www.omg.org/spec/BPMN/non-normative/color/1.0',
  'http://www.omg.org/spec/BPMN/non-normative/color',
  'http://www.w3.org/2001/XMLSchema-instance',
  'http://www.signavio.com',
  'http://www.trisotech.com/2015/triso/modeling',
  'http://www.yaoqiang.com',
  'http://www.eclipse.org/bpmn2',
  'http://www.w3.org/2001/XMLSchema',
])

/** The prefixes under which a file writes them; declared on its root, as every modeler does. */
export function inertPrefixes(root: ModelElement | undefined): ReadonlySet<string> {
  const declared = Object.entries(root?.$attrs ?? {}).filter(([, uri]) => namespaces.has(uri))
  return new Set(['xml', 'xmlns', 'xsi', ...declared.map(([name]) => name.replace(/^xmlns:/, ''))])
}

/** `modeler:executionPlatform` → `modeler`. Works for attributes and for elements; without a prefix it is empty. */
export function prefixOf(element: ModelElement | string): string {
  const name = typeof element === 'string' ? element : String(property(element, '$type'))
  return name.includes(':') ? name.slice(0, name.indexOf(':')) : ''
}

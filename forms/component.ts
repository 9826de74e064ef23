/** A Form.io component as authors write it: anything may be missing or of the wrong type, so every read is checked. */
export type Component = Readonly<Record<string, unknown>>

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

export function recordOf(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {}
}

export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

export function componentsOf(value: unknown): Component[] {
  return listOf(value).filter(isRecord)
}

export function typeOf(component: Component): string {
  return textOf(component.type)
}

export function keyOf(component: Component): string {
  return textOf(component.key)
}

/** What a sentence calls the field. */
export function labelOf(component: Component): string {
  return textOf(component.label) || textOf(component.placeholder) || keyOf(component)
}

/**
 * Direct children, through the three shapes Form.io nests in: `components`, `columns[].components`, `rows[][].components`.
 * @example childrenOf(panel).forEach(visit)
 */
export function childrenOf(component: Component): Component[] {
  const columns = listOf(component.columns).flatMap((column) => componentsOf(recordOf(column).components))
  const cells = listOf(component.rows).flatMap((row) => listOf(row).flatMap((cell) => componentsOf(recordOf(cell).components)))
  // The panes of tabs are no components, only boxes without a type.
  const direct = componentsOf(component.components).flatMap((child) => (component.type === 'tabs' && !child.type ? componentsOf(child.components) : [child]))
  return [...direct, ...columns, ...cells]
}

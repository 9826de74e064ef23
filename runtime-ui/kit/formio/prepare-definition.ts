import { isRecord } from '../api/api-error.ts'

export type FieldAccessMap = Record<string, 'editable' | 'readonly' | 'hidden'>

/**
 * The definition as this task shows it: hidden fields gone, read-only ones disabled, submit buttons left to the page's
 * action bar, plain selects as the browser's own (keyboard, phone and screen reader for nothing).
 * @param omit paths the page shows in its own way, e.g. a decision that has become buttons
 */
export function prepareComponents(components: unknown[], access: FieldAccessMap, omit: readonly string[] = [], parent = ''): Record<string, unknown>[] {
  return components.filter(isRecord).flatMap((component) => {
    const path = pathOf(component, parent)
    if (isButton(component) || omit.includes(path) || access[path] === 'hidden') return []
    const prepared: Record<string, unknown> = { ...component, ...(access[path] === 'readonly' ? { disabled: true } : {}), ...nativeSelect(component) }
    const inner = component.tree === true || isDataParent(component) ? path : parent
    if (Array.isArray(component.components)) prepared.components = prepareComponents(component.components, access, omit, inner)
    if (Array.isArray(component.columns)) {
      prepared.columns = component.columns.map((column) =>
        isRecord(column) && Array.isArray(column.components) ? { ...column, components: prepareComponents(column.components, access, omit, inner) } : column,
      )
    }
    return [prepared]
  })
}

function pathOf(component: Record<string, unknown>, parent: string): string {
  const key = typeof component.key === 'string' ? component.key : ''
  return parent ? `${parent}.${key}` : key
}

function isDataParent(component: Record<string, unknown>): boolean {
  return ['container', 'datagrid', 'editgrid', 'datamap'].includes(String(component.type))
}

function isButton(component: Record<string, unknown>): boolean {
  return component.type === 'button'
}

function nativeSelect(component: Record<string, unknown>): object {
  const isPlain = component.type === 'select' && !component.multiple && (component.dataSrc ?? 'values') === 'values'
  return isPlain ? { widget: 'html5' } : {}
}

/** Every component type that a published form may use. What is not here is refused by name at publish. */

/** Layout and content: no value of their own, children belong to the level above. */
export const layoutTypes: ReadonlySet<string> = new Set(['panel', 'well', 'fieldset', 'columns', 'table', 'tabs', 'content', 'htmlelement', 'button'])

/** Components whose value holds other components' values. */
export const nestingTypes: ReadonlySet<string> = new Set(['container', 'datagrid', 'editgrid'])

export const gridTypes: ReadonlySet<string> = new Set(['datagrid', 'editgrid'])

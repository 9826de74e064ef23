import { error, type Finding } from '../../bpmn/finding.ts'
import { children, flag, idOf, property, text, type ModelElement } from '../../bpmn/model.ts'
import type { FeelType } from '../decision-model.ts'

/** Names of FEEL's types (DMN 1.3, 7.3.2), and those that Camunda's tables use for them. */
const known: Record<string, FeelType> = {
  any: 'any',
  string: 'string',
  boolean: 'boolean',
  number: 'number',
  double: 'number',
  integer: 'integer',
  long: 'integer',
  date: 'date',
  datetime: 'date',
  dateandtime: 'date',
  time: 'time',
  daytimeduration: 'duration',
  daysandtimeduration: 'duration',
  yearmonthduration: 'duration',
  yearsandmonthsduration: 'duration',
  duration: 'duration',
  list: 'list',
  context: 'context',
}

/** Looks up typeRefs: of FEEL, or of the file's own item definitions, which may be other names for them. Undefined is an unknown type. */
export function createTypes(definitions: ModelElement[], report: (finding: Finding) => void): (name: string) => FeelType | undefined {
  const own = new Map(definitions.map((definition) => [text(definition, 'name') ?? '', definition]))
  for (const definition of definitions)
    if (property(definition, 'functionItem') || property(definition, 'allowedValues'))
      report(error(idOf(definition), 'type', '尚不支持带函数或取值范围的类型定义', 'Item definitions with a function or with allowed values are not executed'))

  function find(name: string, depth: number): FeelType | undefined {
    const definition = own.get(name)
    if (!definition) return standard(name)
    if (flag(definition, 'isCollection')) return 'list'
    if (children(definition, 'itemComponent').length > 0) return 'context'
    return depth > own.size ? undefined : find(text(definition, 'typeRef') ?? 'any', depth + 1)
  }
  return (name) => find(name, 0)
}

/** Without the prefix that DMN 1.1 files put before it, in whatever spelling. */
function standard(name: string): FeelType | undefined {
  const key = name.replace(/^.*:/, '').replace(/\s+/g, '').toLowerCase()
  return Object.hasOwn(known, key) ? known[key] : undefined
}

import type { FieldAccess, UserTaskSettings } from '../graph.ts'
import { extensions, text, type ModelElement } from '../model.ts'
import type { Read } from './read.ts'

/** Who gets the task, until when, with which fields: `camunda:` attributes and the `cz:` vocabulary. */
export function readUserTask(element: ModelElement, read: Read): UserTaskSettings {
  const expression = (name: string) => read(element, text(element, name))
  return {
    assign: list(text(element, 'cz:assign'), ';'),
    onEmpty: text(element, 'cz:onEmpty') ?? 'parentUnit',
    assignee: expression('camunda:assignee'),
    candidateUsers: expression('camunda:candidateUsers'),
    candidateGroups: expression('camunda:candidateGroups'),
    dueDate: expression('camunda:dueDate'),
    followUpDate: expression('camunda:followUpDate'),
    priority: expression('camunda:priority'),
    due: text(element, 'cz:due') ?? null,
    fields: fieldsOf(element),
    actions: list(text(element, 'cz:actions'), ','),
    phase: text(element, 'cz:phase') ?? null,
  }
}

function fieldsOf(element: ModelElement): Record<string, FieldAccess> {
  const fields: Record<string, FieldAccess> = Object.create(null)
  for (const field of extensions(element, 'cz:Field')) {
    const access = text(field, 'access')
    const path = text(field, 'path')
    if (path && (access === 'editable' || access === 'readonly' || access === 'hidden')) fields[path] = access
  }
  return fields
}

const list = (value: string | undefined, separator: string) =>
  (value ?? '')
    .split(separator)
    .map((part) => part.trim())
    .filter(Boolean)

import type { FieldAccess, UserTaskSettings } from '../graph.ts'
import { children, extensions, text, type ModelElement } from '../model.ts'
import type { Read } from './read.ts'

/** Who gets the task, until when, with which fields: `camunda:` attributes and the `cz:` vocabulary. */
export function readUserTask(element: ModelElement, read: Read): UserTaskSettings | null {
  if (!/UserTask$/.test(element.$type)) return null
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
    formKey: expression('camunda:formKey'),
    formFields: formFieldsOf(element, read),
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

function formFieldsOf(element: ModelElement, read: Read): UserTaskSettings['formFields'] {
  const fields = extensions(element, 'camunda:FormData').flatMap((data) => children(data, 'fields'))
  return fields.map((field) => ({
    id: text(field, 'id') ?? '',
    label: text(field, 'label') ?? '',
    type: text(field, 'type') ?? 'string',
    defaultValue: read(element, text(field, 'defaultValue')),
  }))
}

const list = (value: string | undefined, separator: string) =>
  (value ?? '')
    .split(separator)
    .map((part) => part.trim())
    .filter(Boolean)

import { expect, it } from 'vitest'
import { fieldAccess } from '../../../forms/validation/access.ts'
import { compileForm } from '../../../forms/validation/compile.ts'

const input = (key: string, given: object = {}) => ({ type: 'textfield', key, label: key, input: true, ...given })
const definition = {
  components: [
    input('title'),
    { type: 'panel', key: 'office', input: false, components: [input('note'), input('secret')] },
    { type: 'datagrid', key: 'people', input: true, components: [input('name'), input('phone')] },
    input('number', { disabled: true }),
    input('trace', { hidden: true }),
  ],
}

it('a task’s permissions are spelled out for every field, columns of a grid included', () => {
  const { fields } = compileForm(definition)

  expect(fieldAccess(fields, { '*': 'readonly', title: 'editable', office: 'hidden', note: 'editable', 'people.phone': 'hidden' })).toEqual({
    title: 'editable',
    note: 'editable',
    secret: 'hidden',
    people: 'readonly',
    'people.name': 'readonly',
    'people.phone': 'hidden',
    number: 'readonly',
    trace: 'hidden',
  })
})

it('without permissions only what the form itself locks is locked', () => {
  expect(fieldAccess(compileForm(definition).fields, {})).toMatchObject({ title: 'editable', 'people.phone': 'editable', number: 'readonly', trace: 'hidden' })
})

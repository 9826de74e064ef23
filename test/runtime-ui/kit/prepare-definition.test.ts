import { describe, expect, it } from 'vitest'
import { prepareComponents } from '../../../runtime-ui/kit/formio/prepare-definition.ts'

const field = (key: string, more: object = {}) => ({ type: 'textfield', key, ...more })

describe('a definition as a task shows it', () => {
  it('has no hidden fields, and disabled read-only ones, through panels and columns', () => {
    const components = [
      {
        type: 'panel',
        key: 'p',
        components: [field('a'), field('b'), { type: 'columns', key: 'c', columns: [{ width: 6, components: [field('d'), field('e')] }] }],
      },
    ]

    const shown = prepareComponents(components, { a: 'hidden', b: 'readonly', d: 'readonly', e: 'hidden' })

    expect(shown).toEqual([
      {
        type: 'panel',
        key: 'p',
        components: [field('b', { disabled: true }), { type: 'columns', key: 'c', columns: [{ width: 6, components: [field('d', { disabled: true })] }] }],
      },
    ])
  })

  it('knows the columns of a grid by their path', () => {
    const grid = { type: 'datagrid', key: 'rows', components: [field('a'), field('b')] }

    expect(prepareComponents([grid, field('a')], { 'rows.a': 'hidden' })).toEqual([{ ...grid, components: [field('b')] }, field('a')])
  })

  it('leaves submit buttons, and what the page shows itself, to the page', () => {
    const components = [field('a'), { type: 'button', key: 'submit' }, { type: 'radio', key: 'decision' }]

    expect(prepareComponents(components, {}, ['decision'])).toEqual([field('a')])
  })

  it('shows a plain select as the browser has it', () => {
    const select = { type: 'select', key: 's', dataSrc: 'values' }

    expect(prepareComponents([select, { ...select, multiple: true }], {})).toEqual([
      { ...select, widget: 'html5' },
      { ...select, multiple: true },
    ])
  })

  it('does not change the definition it is given', () => {
    const components = [field('a', { validate: { required: true } })]
    const before = structuredClone(components)

    prepareComponents(components, { a: 'readonly' })

    expect(components).toEqual(before)
  })
})

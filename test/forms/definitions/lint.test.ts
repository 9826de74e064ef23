import { describe, expect, it } from 'vitest'
import { lintForm } from '../../../forms/definitions/lint/index.ts'
import { container, file, grid, libraryForm, panel, radio, text } from '../support.ts'

const findings = (component: Record<string, unknown>) =>
  lintForm({ title: 'x', components: [component] }).map(({ path, property, code }) => `${path} ${property} ${code}`)
const select = { type: 'select', key: 'a', label: 'A', input: true, dataType: 'string', data: { values: [{ value: 'x', label: 'X' }] } }

describe('a form is refused at publish', () => {
  it.each([
    [text('a', { validate: { custom: 'valid = true' } }), 'a validate.custom javascript'],
    [text('a', { customConditional: 'show = true' }), 'a customConditional javascript'],
    [text('a', { calculateValue: 'value = 1' }), 'a calculateValue javascript'],
    [text('a', { customDefaultValue: 'value = 1' }), 'a customDefaultValue javascript'],
    [{ type: 'button', key: 'a', label: 'A', action: 'custom', custom: 'x()' }, 'a action javascript'],
    [text('a', { tooltip: '{{ fetch("//evil") }}' }), 'a tooltip javascript'],
    [text('a', { prefix: '{% alert(1) %}' }), 'a prefix javascript'],
    [text('a', { logic: [{ trigger: { type: 'javascript', javascript: 'x' } }] }), 'a logic[0].trigger.type javascript'],
    [text('a', { logic: [{ trigger: { type: 'simple' } }] }), 'a logic logic.unsupported'],
    [{ type: 'content', key: 'a', html: '<p>x<script>alert(1)</script></p>' }, 'a html html'],
    [{ type: 'content', key: 'a', html: '<img src=x onerror=alert(1)>' }, 'a html html'],
    [{ type: 'htmlelement', key: 'a', tag: 'iframe' }, 'a tag html'],
    [text('a', { description: '<a href="javascript:alert(1)">x</a>' }), 'a description html'],
    [{ ...select, dataSrc: 'custom', data: { custom: 'values = []' } }, 'a data.custom javascript'],
    [{ ...select, dataSrc: 'url', data: { url: 'http://169.254.169.254/' } }, 'a dataSrc url source.unsupported'],
    [{ ...select, dataType: 'auto' }, 'a dataType datatype.missing'],
    [{ ...select, data: { values: [] } }, 'a data.values options.invalid'],
    [radio('a', ['x', 'x']), 'a values options.invalid'],
    [{ type: 'datasource', key: 'a', label: 'A' }, 'a type datasource type.unknown'],
    [{ type: 'survey', key: 'a', label: 'A' }, 'a type survey type.unknown'],
    [text('__proto__'), '__proto__ key key.invalid'],
    [text('constructor'), 'constructor key key.invalid'],
    [text('a.b'), 'a.b key key.invalid'],
    [text('a', { validate: { pattern: '(a)\\1' } }), 'a validate.pattern pattern.unsupported'],
    [text('a', { validate: { json: { method: [{ var: 'data.a' }, 'constructor'] } } }), 'a validate.json method logic.unsafe'],
    [text('a', { conditional: { json: { var: 'data.a.constructor' } } }), 'a conditional.json var data.a.constructor logic.unsafe'],
    [text('a', { conditional: { json: { var: { cat: ['data.', 'constructor'] } } } }), 'a conditional.json var logic.unsafe'],
    [text('a', { calculateValue: { _invoke: [{ var: 'data' }, 'x'] } }), 'a calculateValue _invoke logic.unsafe'],
    [text('a', { validate: { json: { var: 'form.components' } } }), 'a validate.json var form.components logic.unsafe'],
    [text('a', { validate: { czRules: [{ rule: 'magic' }] } }), 'a validate.czRules magic rule.unknown'],
    [text('a', { validate: { czRules: [{ rule: 'notBefore', field: 'nowhere' }] } }), 'a validate.czRules notBefore rule.settings'],
    [file('a', { storage: 'base64' }), 'a storage file.storage'],
    [file('a', { url: 'https://evil.example/upload' }), 'a storage file.storage'],
    [file('a', { filePattern: '*' }), 'a filePattern file.limits'],
    [file('a', { fileMaxSize: '' }), 'a fileMaxSize file.limits'],
    [text('a', { persistent: false }), 'a persistent reserved'],
    [text('a', { clearOnHide: false }), 'a clearOnHide reserved'],
  ])('%o', (component, finding) => {
    expect(findings(component)).toContain(finding)
  })

  it('for what is deep inside panels, grids, columns and tabs, named by its key path', () => {
    const bad = text('bad', { customConditional: 'show = 1' })
    const nested = [
      panel('p', [container('c', [grid('g', [bad])])]),
      { type: 'columns', key: 'cols', columns: [{ components: [text('deep', { validate: { custom: 'x' } })] }] },
      { type: 'tabs', key: 'tabs', components: [{ label: '一', key: 't1', components: [text('inTab', { calculateValue: 'x' })] }] },
    ]

    expect(lintForm({ title: 'x', components: nested }).map(({ path, code }) => `${path} ${code}`)).toEqual([
      'c.g.bad javascript',
      'deep javascript',
      'inTab javascript',
    ])
  })

  it('for a key used twice on one level', () => {
    expect(lintForm({ title: 'x', components: [text('a'), panel('p', [text('a')])] }).map(({ path, code }) => `${path} ${code}`)).toEqual(['a key.duplicate'])
  })
})

describe('a form is published', () => {
  it.each(['hazard-report', 'hazard-rectify', 'hazard-verify'])('like %s of the library', (key) => {
    expect(lintForm(libraryForm(key))).toEqual([])
  })

  it('with the empty settings that the form builder leaves behind', () => {
    const exported = text('a', {
      customDefaultValue: '',
      calculateValue: '',
      customConditional: '',
      logic: [],
      conditional: { show: null, when: null, eq: '' },
      validate: { custom: '', customPrivate: false, pattern: '', json: '' },
      widget: { type: 'input' },
      properties: {},
      attributes: {},
      hooks: {},
    })

    expect(lintForm({ title: 'x', components: [exported] })).toEqual([])
  })

  it('with passive mark-up', () => {
    expect(
      lintForm({ title: 'x', components: [{ type: 'content', key: 'a', html: '<h3>须知</h3><p>on = 开</p><img src="data:image/png;base64,AA">' }] }),
    ).toEqual([])
  })
})

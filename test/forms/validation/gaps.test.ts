import { describe, expect, it } from 'vitest'
import { container, file, grid, kept, number, panel, photo, radio, record, refusals, shownWhen, submit, text } from '../support.ts'

const select = (key: string, codes: string[], more: Record<string, unknown> = {}) => ({
  type: 'select',
  key,
  label: key.toUpperCase(),
  input: true,
  dataType: 'string',
  dataSrc: 'values',
  data: { values: codes.map((value) => ({ value, label: value })) },
  ...more,
})
const day = (key: string, more: Record<string, unknown> = {}) => text(key, { inputType: 'date', ...more })
const people = grid('people', [text('name', { validate: { required: true } }), text('phone')], { validate: { maxLength: 3 } })

describe('types', () => {
  it.each([
    [text('a'), { x: 1 }, '“A”应为文字'],
    [text('a'), 5, '“A”应为文字'],
    [text('a'), ['x'], '“A”应为文字'],
    [number('a'), 'abc', '“A”应为数字'],
    [number('a'), '12', '“A”应为数字'],
    [number('a'), true, '“A”应为数字'],
    [number('a', { validate: { min: 1, max: 3 } }), 4, '“A”不能大于 3'],
    [{ ...text('a'), type: 'checkbox' }, 'true', '“A”应为是或否'],
    [radio('a', ['yes', 'no']), 'maybe', '“A”的值不在可选项内'],
    [radio('a', ['1', '2']), 1, '“A”的值不在可选项内'],
    [select('a', ['320206']), '320205', '“A”的值不在可选项内'],
    [select('a', ['x']), { value: 'x' }, '“A”的值不在可选项内'],
    [select('a', ['toString']), 'constructor', '“A”的值不在可选项内'],
    [{ ...radio('a', ['x', 'y']), type: 'selectboxes' }, { x: true, z: true }, '“A”的值不在可选项内'],
    [{ ...text('a'), type: 'email' }, 'nobody', '“A”不是有效的邮箱地址'],
    [{ ...text('a'), type: 'url' }, 'javascript:alert(1)', '“A”不是有效的网址'],
    [{ ...text('a'), type: 'time' }, '25:00', '“A”不是有效的时间'],
    [day('a'), '2026-02-30', '“A”不是有效的日期，应为 YYYY-MM-DD'],
    [day('a'), '2026-3-1', '“A”不是有效的日期，应为 YYYY-MM-DD'],
    [day('a'), '2026-03-01T00:00:00.000Z', '“A”不是有效的日期，应为 YYYY-MM-DD'],
    [{ ...text('a'), type: 'datetime' }, '2026-02-30T10:00:00Z', '“A”不是有效的日期，应为 YYYY-MM-DD'],
    [container('a', [text('b')]), 'text', '“A”的内容格式不正确'],
    [people, 'text', '“PEOPLE”应为表格行'],
    [text('a', { multiple: true }), 'one', '“A”应为列表'],
  ])('%o refuses %o', async (component, value, message) => {
    const errors = await refusals([component], { [component.key]: value })

    expect(Object.values(errors)).toEqual([message])
  })

  it('keeps values of the right type as they are', async () => {
    const form = [
      text('a'),
      number('b'),
      { ...text('c'), type: 'checkbox' },
      select('d', ['x', 'y'], { multiple: true }),
      day('e'),
      container('f', [text('g')]),
      people,
    ]
    const data = { a: '文字', b: 1.5, c: false, d: ['x', 'y'], e: '2024-02-29', f: { g: 'x' }, people: [{ name: '张三', phone: '1' }, { name: '李四' }] }

    expect(await kept(form, data)).toEqual(data)
  })

  it('stores what the browser sends for untouched fields as absence', async () => {
    expect(await kept([text('a'), number('b'), day('c'), select('d', ['x']), file('e')], { a: '', b: null, c: '', d: '', e: [] })).toEqual({})
  })

  it('counts what was not sent as left at its default, but not what was emptied', async () => {
    const form = [text('a', { defaultValue: '日常' })]

    expect(await kept(form, {})).toEqual({ a: '日常' })
    expect(await kept(form, { a: '' })).toEqual({})
  })

  it('refuses a row that is no object, too many rows, and a missing cell, each by its path', async () => {
    expect(await refusals([people], { people: ['x', { phone: '1' }] })).toMatchObject({ 'people[0]': '“PEOPLE”应为表格行', 'people[1].name': '请填写“NAME”' })
    expect(await refusals([people], { people: [{}, {}, {}, {}] })).toEqual({ people: '“PEOPLE”不能超过 3 行' })
  })
})

describe('text', () => {
  it('is trimmed and brought to one Unicode form', async () => {
    expect(await kept([text('a')], { a: '  e\u0301 ' })).toEqual({ a: '\u00e9' })
  })

  it.each(['\u200b', ' \u200d\u2060 ', '\ufeff\u3000', '\u3164', '\u2800', '\u00ad', '\ufe0f'])(
    'that shows nothing counts as not filled in: %j',
    async (value) => {
      expect(await refusals([text('a', { validate: { required: true } })], { a: value })).toEqual({ a: '请填写“A”' })
    },
  )

  it('loses what has no width at its ends, and keeps it inside', async () => {
    expect(await kept([text('a')], { a: '\u200b消火栓 \ufeff' })).toEqual({ a: '消火栓' })
    expect(await kept([text('a')], { a: '👩\u200d🔧' })).toEqual({ a: '👩\u200d🔧' })
  })

  it('of the largest size and mostly blank is answered at once', async () => {
    const long = `x${' '.repeat(900_000)}x`

    expect(await refusals([text('a')], { a: long })).toEqual({ a: '“A”不能超过 1000 个字' })
    expect(await kept([text('a')], { a: ' '.repeat(900_000) })).toEqual({})
  })

  it.each(['a\u0000b', 'a\u202Eb', 'a\u2066b', '\uD800'])('with control or direction characters is refused: %j', async (value) => {
    expect(await refusals([text('a')], { a: value })).toEqual({ a: '“A”含有不允许的控制字符' })
  })

  it('has no line breaks in a single-line field and plain ones in a text area', async () => {
    expect(await kept([text('a'), { ...text('b'), type: 'textarea' }], { a: 'x\r\ny', b: 'x\r\ny' })).toEqual({ a: 'x y', b: 'x\ny' })
  })

  it('follows the pattern, matched in linear time: a pattern that backtracks for ever elsewhere answers at once', async () => {
    const bomb = text('a', { validate: { pattern: '^(a+)+$' } })

    expect(await refusals([bomb], { a: `${'a'.repeat(900)}!` })).toEqual({ a: '“A”的格式不正确' })
    expect(await kept([text('a', { validate: { pattern: '\\d{6}' } })], { a: '320206' })).toEqual({ a: '320206' })
  })
})

describe('unknown keys', () => {
  it('are dropped and reported with their paths', async () => {
    const result = await submit([text('a'), people], { a: 'x', b: 'y', people: [{ name: 'n', extra: 1 }], submit: true })

    expect(result).toEqual({ ok: true, data: { a: 'x', people: [{ name: 'n' }] }, fileIds: [], dropped: ['people[0].extra', 'b', 'submit'] })
  })

  it('that name prototypes are dropped like any other and change nothing', async () => {
    const data: Record<string, unknown> = JSON.parse('{"a":"x","__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}')

    const result = await submit([text('a')], data)

    expect(result).toMatchObject({ ok: true, data: { a: 'x' }, dropped: ['__proto__', 'constructor'] })
    expect({}).not.toHaveProperty('polluted')
  })
})

describe('conditions', () => {
  const form = [radio('kind', ['a', 'b']), panel('onlyA', [text('title', { validate: { required: true } }), file('photo')], shownWhen('kind', 'a'))]

  it('make a required field required only while it is shown', async () => {
    expect(await refusals(form, { kind: 'a' })).toEqual({ title: '请填写“TITLE”' })
    expect(await kept(form, { kind: 'b' })).toEqual({ kind: 'b' })
  })

  it('drop values of hidden sections without complaining about them', async () => {
    const result = await submit(form, { kind: 'b', title: 5, photo: [record('foreign')] })

    expect(result).toEqual({ ok: true, data: { kind: 'b' }, fileIds: [], dropped: ['photo', 'title'] })
  })

  it('that hang on a hidden value see it gone', async () => {
    const chain = [radio('a', ['x', 'y']), radio('b', ['x', 'y'], shownWhen('a', 'x')), text('c', shownWhen('b', 'x'))]

    expect(await kept(chain, { a: 'y', b: 'x', c: 'secret' })).toEqual({ a: 'y' })
    expect(await kept([...chain].reverse(), { a: 'y', b: 'x', c: 'secret' })).toEqual({ a: 'y' })
  })

  it('work per row of a grid', async () => {
    const rows = grid('rows', [radio('kind', ['a', 'b']), text('note', { ...shownWhen('rows.kind', 'a'), validate: { required: true } })])

    expect(
      await kept([rows], {
        rows: [
          { kind: 'a', note: 'x' },
          { kind: 'b', note: 'y' },
        ],
      }),
    ).toEqual({ rows: [{ kind: 'a', note: 'x' }, { kind: 'b' }] })
    expect(await refusals([rows], { rows: [{ kind: 'b' }, { kind: 'a' }] })).toEqual({ 'rows[1].note': '请填写“NOTE”' })
  })

  it('may be JSONLogic', async () => {
    const form = [number('n'), text('why', { conditional: { json: { '>': [{ var: 'data.n' }, 10] } }, validate: { required: true } })]

    expect(await kept(form, { n: 10, why: 'x' })).toEqual({ n: 10 })
    expect(await refusals(form, { n: 11 })).toEqual({ why: '请填写“WHY”' })
  })

  it('leave no trace for the next submission', async () => {
    await kept(form, { kind: 'b' })

    expect(await refusals(form, { kind: 'a' })).toEqual({ title: '请填写“TITLE”' })
  })
})

describe('calculated fields', () => {
  it('hold what the server computes, not what was sent', async () => {
    const form = [number('a'), number('b'), number('sum', { calculateValue: { '+': [{ var: 'data.a' }, { var: 'data.b' }] } })]

    expect(await submit(form, { a: 1, b: 2, sum: 99 })).toMatchObject({ ok: true, data: { a: 1, b: 2, sum: 3 }, dropped: ['sum'] })
  })
})

describe('permissions of the task', () => {
  const form = [text('title', { validate: { required: true } }), text('secret', { validate: { required: true } }), radio('mode', ['a', 'b']), people]
  const prior = { title: '原标题', secret: '机密', mode: 'a', people: [{ name: '张三', phone: '1' }] }

  it('refuse a changed read-only value and keep an unchanged one', async () => {
    const access = { title: 'readonly', people: 'readonly', secret: 'hidden' } as const

    expect(await refusals(form, { title: '新标题' }, { prior, access })).toEqual({ title: '“TITLE”在此环节只读，不能修改' })
    expect(await refusals(form, { people: [{ name: '李四' }] }, { prior, access, language: 'en' })).toEqual({
      people: '"PEOPLE" is read-only in this task and can not be changed',
    })
    expect(await kept(form, { title: ' 原标题 ', mode: 'b' }, { prior, access })).toEqual({ title: '原标题', mode: 'b', people: prior.people })
  })

  it('take nothing for a hidden field, give nothing away, and do not require it', async () => {
    const result = await submit(form, { title: 'x', secret: '猜的' }, { prior, access: { secret: 'hidden' } })

    expect(result).toEqual({ ok: true, data: { title: 'x', people: [] }, fileIds: [], dropped: ['secret'] })
  })

  it('let conditions see what this person does not', async () => {
    const form = [radio('mode', ['a', 'b']), text('note', shownWhen('mode', 'a'))]

    expect(await kept(form, { note: 'x' }, { prior: { mode: 'a' }, access: { mode: 'hidden' } })).toEqual({ note: 'x' })
    expect(await kept(form, { note: 'x' }, { prior: { mode: 'b' }, access: { mode: 'hidden' } })).toEqual({})
  })

  it('hold for a whole layout, a column of a grid, and everything else by *', async () => {
    const boxed = [panel('box', [text('a'), text('b')]), people]

    expect(await refusals(boxed, { a: 'x', b: 'y' }, { access: { box: 'readonly', b: 'editable' } })).toEqual({ a: '“A”在此环节只读，不能修改' })
    expect(await refusals(boxed, { people: [{ name: '张三', phone: '2' }] }, { prior, access: { 'people.phone': 'readonly' } })).toEqual({
      'people[0].phone': '“PHONE”在此环节只读，不能修改',
    })
    expect(await refusals(boxed, { a: 'x', b: 'y' }, { access: { '*': 'readonly', b: 'editable' } })).toEqual({ a: '“A”在此环节只读，不能修改' })
  })

  it('treat a disabled component as read-only, its default included', async () => {
    const form = [text('a', { disabled: true, defaultValue: '固定' }), panel('box', [text('b')], { disabled: true })]

    expect(await kept(form, { a: '固定' })).toEqual({ a: '固定' })
    expect(await refusals(form, { a: '别的', b: 'x' })).toEqual({ a: '“A”在此环节只读，不能修改', b: '“B”在此环节只读，不能修改' })
  })
})

describe('files', () => {
  const form = [file('photos')]
  const files = [
    photo('mine'),
    photo('theirs', { ownerId: 'u-other' }),
    photo('exe', { type: 'application/x-msdownload', name: 'a.jpg' }),
    photo('big', { size: 11 * 1024 * 1024 }),
  ]

  it('are recorded with the facts of the store, whatever the record said', async () => {
    const result = await submit(form, { photos: [record('mine', { name: '<b>', size: 5, type: 'text/html', evil: 1 })] }, { files })

    expect(result).toEqual({
      ok: true,
      data: { photos: [{ storage: 'url', name: 'mine.jpg', originalName: '照片.jpg', size: 1000, type: 'image/jpeg', url: '/api/files/mine' }] },
      fileIds: ['mine'],
      dropped: [],
    })
  })

  it('accept the doubled url that the stock client makes of a relative one', async () => {
    expect(await kept(form, { photos: [record('x', { url: '/api/files/api/files/mine' })] }, { files })).toMatchObject({ photos: [{ url: '/api/files/mine' }] })
  })

  it.each([
    'https://evil.example/api/files/mine',
    '//evil.example/api/files/mine',
    'javascript:alert(1)',
    '/api/files/../session',
    'data:image/png;base64,xx',
    '/api/files/mine?x=1',
  ])('of another place are refused: %s', async (url) => {
    expect(await refusals(form, { photos: [record('mine', { url })] }, { files })).toEqual({ photos: '“PHOTOS”只能使用本系统上传的文件' })
  })

  it('of somebody else and files that do not exist get the same answer', async () => {
    const errors = await refusals(form, { photos: [record('theirs'), record('none')] }, { files })

    expect(errors).toEqual({ 'photos[0]': '“PHOTOS”中的文件不存在或无权使用', 'photos[1]': '“PHOTOS”中的文件不存在或无权使用' })
  })

  it('of somebody else stay where the case already had them', async () => {
    expect(await kept(form, { photos: [record('theirs')] }, { files, prior: { photos: [record('theirs')] } })).toMatchObject({
      photos: [{ url: '/api/files/theirs' }],
    })
  })

  it('are refused for their type by content, their size and their number', async () => {
    expect(await refusals(form, { photos: [record('exe'), record('big')] }, { files })).toEqual({
      'photos[0]': '“PHOTOS”不接受文件“a.jpg”的类型，只接受 jpg, png',
      'photos[1]': '“PHOTOS”中的文件“照片.jpg”超过 10MB',
    })
    expect(await refusals(form, { photos: [record('mine'), record('mine')] }, { files })).toEqual({ photos: '“PHOTOS”中有重复的文件' })
    expect(await refusals([file('photos', { multiple: false })], { photos: [record('mine'), record('exe')] }, { files })).toEqual({
      photos: '“PHOTOS”只能有一个值',
    })
  })

  it('that are no records of ours are refused', async () => {
    expect(await refusals(form, { photos: ['/api/files/mine'] }, { files })).toEqual({ photos: '“PHOTOS”中的文件记录无效' })
    expect(await refusals(form, { photos: [record('mine', { storage: 's3' })] }, { files })).toEqual({ photos: '“PHOTOS”只能使用本系统上传的文件' })
  })

  it('inside grids are checked at their path', async () => {
    expect(await refusals([grid('rows', form)], { rows: [{ photos: [record('theirs')] }] }, { files })).toEqual({
      'rows[0].photos[0]': '“PHOTOS”中的文件不存在或无权使用',
    })
  })
})

describe('size', () => {
  it('of the whole is limited in characters, values and depth', async () => {
    let deep: unknown = 'x'
    for (let level = 0; level < 50_000; level += 1) deep = { deep }

    expect(await refusals([text('a')], { deep })).toEqual({ '': '提交的内容嵌套过深' })
    expect(await refusals([text('a')], { a: 'x'.repeat(1_000_001) })).toEqual({ '': '提交的内容过大' })
    expect(await refusals([text('a')], { a: Array.from({ length: 20_001 }, () => 0) })).toEqual({ '': '提交的内容过大' })
  })
})

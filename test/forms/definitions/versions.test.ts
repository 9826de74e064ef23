import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, it } from 'vitest'
import type { Database } from '../../../engine/db/database.ts'
import { migrate } from '../../../engine/db/migrate.ts'
import { newId } from '../../../engine/ids.ts'
import { createDefinitions } from '../../../forms/definitions/definitions.ts'
import { readFormFolder } from '../../../forms/definitions/folder.ts'
import { migrations } from '../../../forms/migrations/index.ts'
import { differenceOf } from '../../../forms/submissions/json-patch.ts'
import { submissionRow } from '../../../forms/submissions/submission-row.ts'
import { forEachDatabase } from '../../support/databases.ts'
import { actor, text } from '../support.ts'

const folders: string[] = []
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

const clock = { now: () => '2026-03-01T00:00:00.000Z', today: () => '2026-03-01' }
const aForm = (title: string) => ({ title, components: [text('a')] })

forEachDatabase((open) => {
  async function fresh(): Promise<{ database: Database; node: () => ReturnType<typeof createDefinitions> }> {
    const database = await open()
    await migrate(database, [{ scope: 'form', migrations }])
    return { database, node: () => createDefinitions({ db: database.knex, clock, newId }) }
  }

  it('a published form gets versions 1, 2, … and the same content no new one', async () => {
    const { node } = await fresh()
    const definitions = node()
    const publish = (title: string) => definitions.publish({ key: 'k', district: '', definition: aForm(title), by: 'u' })

    expect(await publish('一')).toEqual({ version: 1, isNew: true })
    expect(await publish('一')).toEqual({ version: 1, isNew: false })
    expect(await publish('二')).toEqual({ version: 2, isNew: true })
    expect(await definitions.resolve('k', '320206')).toMatchObject({ key: 'k', version: 2, title: '二', district: '', definition: aForm('二') })
    expect(await definitions.resolve('k', '320206', 1)).toMatchObject({ version: 1, definition: aForm('一') })
  })

  it('the order of keys makes no new version', async () => {
    const { node } = await fresh()
    const definitions = node()

    await definitions.publish({ key: 'k', district: '', definition: { title: 'x', components: [{ type: 'textfield', key: 'a' }] }, by: null })

    expect(await definitions.publish({ key: 'k', district: '', definition: { components: [{ key: 'a', type: 'textfield' }], title: 'x' }, by: null })).toEqual({
      version: 1,
      isNew: false,
    })
  })

  it('a district gets its own form, the others the base', async () => {
    const { node } = await fresh()
    const definitions = node()
    await definitions.publish({ key: 'k', district: '', definition: aForm('基准'), by: null })
    await definitions.publish({ key: 'k', district: '320206', definition: aForm('惠山'), by: 'u' })

    expect(await definitions.resolve('k', '320206')).toMatchObject({ title: '惠山', district: '320206' })
    expect(await definitions.resolve('k', '320205')).toMatchObject({ title: '基准', district: '' })
    expect(await definitions.resolve('unknown', '320206')).toBeUndefined()
    expect(await definitions.resolve('k', '320206', 7)).toBeUndefined()
  })

  it('a pinned version stays as it was while newer ones appear, also on another node', async () => {
    const { database, node } = await fresh()
    const [here, there] = [node(), node()]
    await here.publish({ key: 'k', district: '', definition: aForm('一'), by: null })
    const pinned = await there.resolve('k', '')
    const before: unknown[] = await database.knex('form_version').select()

    await here.publish({ key: 'k', district: '', definition: aForm('二'), by: null })

    expect(await there.byId(pinned?.id ?? '')).toEqual(pinned)
    expect(await there.resolve('k', '')).toMatchObject({ version: 2 })
    expect(await database.knex('form_version').where({ version: 1 }).select()).toEqual(before)
  })

  it('nodes that publish the same form at once agree on one version', async () => {
    const { database, node } = await fresh()

    const published = await Promise.all([1, 2, 3, 4].map(() => node().publish({ key: 'k', district: '', definition: aForm('同'), by: null })))

    expect(published.filter(({ isNew }) => isNew)).toHaveLength(1)
    expect(await database.knex('form_version').count({ n: '*' }).first()).toEqual({ n: 1 })
  })

  it('a form with JavaScript is refused with the path of the component and nothing is stored', async () => {
    const { database, node } = await fresh()
    const definition = { title: 'x', components: [text('a', { validate: { custom: 'valid = true' } })] }

    await expect(node().publish({ key: 'k', district: '', definition, by: null })).rejects.toMatchObject({
      code: 'form.not_publishable',
      status: 422,
      data: { key: 'k', findings: [{ path: 'a', property: 'validate.custom', code: 'javascript' }] },
    })
    expect(await database.knex('form').select()).toEqual([])
  })

  it('the library is read by its file names, and a folder with a broken file is refused by name', async () => {
    const library = fileURLToPath(new URL('../../../forms/library', import.meta.url))
    expect((await readFormFolder(library)).map(({ key }) => key)).toEqual(expect.arrayContaining(['hazard-rectify', 'hazard-report', 'hazard-verify']))

    const folder = await mkdtemp(join(tmpdir(), 'chazhi-forms-'))
    folders.push(folder)
    await writeFile(join(folder, 'broken.form.json'), '{')

    await expect(readFormFolder(folder)).rejects.toMatchObject({ code: 'form.not_publishable', data: { key: 'broken' } })
  })

  it('a submission is evidence: whole the first time, with what changed the next', async () => {
    const { database, node } = await fresh()
    const definitions = node()
    await definitions.publish({ key: 'k', district: '', definition: aForm('一'), by: null })
    const form = await definitions.resolve('k', '')
    if (!form) throw new Error('not published')
    const common = { form, instanceId: 'i-1', taskId: null, actor, now: '2026-03-01T00:00:00.000Z', district: '320206' }

    for (const row of submissionRow({ ...common, id: 's-1', data: { a: 'x' }, previous: {} }))
      if (row.op === 'insert') await database.knex(row.table).insert(row.row)
    for (const row of submissionRow({ ...common, id: 's-2', data: { a: 'y' }, previous: { a: 'x' } }))
      if (row.op === 'insert') await database.knex(row.table).insert(row.row)

    const rows = await database.knex<{ id: string; patch: unknown; byUser: string }>('form_submission').orderBy('id').select('id', 'patch', 'byUser')
    expect(rows.map(({ id, patch, byUser }) => ({ id, byUser, patch: typeof patch === 'string' ? JSON.parse(patch) : patch }))).toEqual([
      { id: 's-1', byUser: 'u-qy01', patch: [{ op: 'replace', path: '', value: { a: 'x' } }] },
      { id: 's-2', byUser: 'u-qy01', patch: [{ op: 'replace', path: '/a', value: 'y' }] },
    ])
  })
})

it('versions are never updated or deleted anywhere in the forms runtime', async () => {
  const root = fileURLToPath(new URL('../../../forms', import.meta.url))
  const sources = (await readdir(root, { recursive: true })).filter((name) => name.endsWith('.ts'))
  const texts = await Promise.all(sources.map((name) => readFile(join(root, name), 'utf8')))

  expect(texts.filter((source) => source.includes("'form_version'") && /\.(update|patch|del|delete|merge)\(/.test(source))).toEqual([])
})

it('a difference names added, removed and changed values, with escaped keys, and replaces lists whole', () => {
  expect(differenceOf({ a: 1, b: { 'c/d': 1, e: 2 }, list: [1, 2] }, { b: { 'c/d': 2, e: 2, '~': 3 }, list: [2], f: null })).toEqual([
    { op: 'remove', path: '/a' },
    { op: 'replace', path: '/b/c~1d', value: 2 },
    { op: 'add', path: '/b/~0', value: 3 },
    { op: 'replace', path: '/list', value: [2] },
    { op: 'add', path: '/f', value: null },
  ])
})

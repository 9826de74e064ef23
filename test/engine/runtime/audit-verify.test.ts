import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { projectRoot } from '../../../engine/root.ts'
import { chain, end, processOf, start, task } from '../../support/bpmn.ts'
import { freshSqlite } from '../../support/databases.ts'
import { labNodes } from '../../support/lab.ts'

const { node, stopAll } = labNodes()
afterAll(stopAll)

const verify = (url: string) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(projectRoot, 'engine/audit/verify.mjs')], {
    env: { PATH: process.env.PATH, DATABASE_URL: url },
    encoding: 'utf8',
  })
  return { status, said: `${stdout}${stderr}`.trim().split('\n').at(-1) }
}

it('audit:verify says that the records are whole, and after one was changed which one it is', { timeout: 60_000 }, async () => {
  const url = freshSqlite()
  const lab = await node({ url })
  await lab.deploy(processOf(chain(start, task('A'), end)))
  const { instanceId } = await lab.start('test')
  await lab.complete(instanceId, 'A')

  expect(verify(url)).toEqual({ status: 0, said: '记录完整：共 1 件、2 条。 The records are whole (cases: 1, entries: 2).' })

  await lab.db('command').where({ instanceId, rev: 1 }).update({ actor: 'somebody' })
  const { id } = await lab.db('command').where({ instanceId, rev: 1 }).first('id')
  expect(verify(url)).toMatchObject({ status: 1, said: expect.stringContaining(`Case ${instanceId}: entry ${id} (number 1) was changed`) })
})

it('audit:verify says that an empty database has nothing to verify', { timeout: 60_000 }, () => {
  expect(verify(freshSqlite())).toMatchObject({ status: 1, said: expect.stringContaining('no records') })
})

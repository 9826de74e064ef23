import { afterAll, describe, expect, it } from 'vitest'
import { createDecisions } from '../../../engine/decisions/decisions.ts'
import { migrate } from '../../../engine/db/migrate.ts'
import { engineMigrations } from '../../../engine/db/migrations/index.ts'
import { newId } from '../../../engine/ids.ts'
import type { DecisionNeed } from '../../../engine/execution/need.ts'
import { createScriptHost } from '../../../engine/scripts/script-host.ts'
import { forEachDatabase } from '../../support/databases.ts'
import { dmnFile, dmnLiteral, dmnTable } from '../../support/dmn.ts'

const scripts = createScriptHost({ workers: 1 })
afterAll(() => scripts.stop())

const base = { binding: 'latest', version: null, tenant: null, nodeId: 'Task_Decide', variables: {} } as const
const need = (more: Partial<DecisionNeed> = {}): DecisionNeed => ({ kind: 'decision', key: 'level', ...base, ...more })
const file = (xml: string, more: { name?: string; tenant?: string; unlessKnown?: boolean } = {}) => ({ name: 'level.dmn', tenant: '', by: null, xml, ...more })
const constant = (value: string, attributes = '') => dmnFile(dmnTable({ id: 'level', attributes, rules: [[`"${value}"`]] }))

forEachDatabase((open) => {
  async function decisions(host = scripts) {
    const database = await open()
    await migrate(database, [{ scope: 'engine', migrations: engineMigrations }])
    return createDecisions({ db: database.knex, clock: { now: () => '2026-03-01T00:00:00.000Z' }, newId, scripts: host })
  }
  const scope = { tenant: '320205', deploymentId: null }

  describe('a deployed decision', () => {
    it('has a version of its key and tenant for each new content', async () => {
      const own = await decisions()
      const [first] = await own.deploy(file(constant('a')))
      expect(first).toMatchObject({ key: 'level', version: 1, tenant: '', name: 'level', resourceName: 'level.dmn', createdAt: '2026-03-01T00:00:00.000Z' })
      expect(await own.deploy(file(constant('a')))).toEqual([])
      const [second] = await own.deploy(file(constant('b')))
      const [district] = await own.deploy(file(constant('c'), { tenant: '320205' }))

      expect([second?.version, district?.version]).toEqual([2, 1])
      expect((await own.list({ tenants: [''] }, { limit: 10 })).map(({ version }) => version)).toEqual([2, 1])
      expect((await own.list({ latest: true }, { limit: 10 })).map(({ tenant, version }) => [tenant, version])).toEqual([
        ['', 2],
        ['320205', 1],
      ])
      expect(await own.count({ key: 'level' })).toBe(3)
      expect(await own.get(second?.id ?? '')).toEqual(second)
      expect(await own.xmlOf(second?.id ?? '')).toBe(constant('b'))
    })

    it('that an earlier version had is left alone when the shipped files are deployed again', async () => {
      const own = await decisions()
      await own.deploy(file(constant('a')))
      await own.deploy(file(constant('b')))
      expect(await own.deploy(file(constant('a'), { unlessKnown: true }))).toEqual([])
      expect(await own.deploy(file(constant('a')))).toMatchObject([{ version: 3 }])
    })

    it('is refused with all findings, and nothing is stored', async () => {
      const own = await decisions()
      const deploying = own.deploy(file(dmnFile(dmnLiteral('level', 'x', '1 +') + dmnLiteral('other', 'x', ')'))))
      await expect(deploying).rejects.toMatchObject({
        code: 'deployment.refused',
        data: { name: 'level.dmn', findings: [{ element: 'level' }, { element: 'other' }] },
      })
      expect(await own.count({})).toBe(0)
    })

    it('at the same time by two gets two versions', async () => {
      const own = await decisions()
      const both = await Promise.all([own.deploy(file(constant('a'))), own.deploy(file(constant('b')))])
      expect(
        both
          .flat()
          .map(({ version }) => version)
          .sort(),
      ).toEqual([1, 2])
    })
  })

  describe('what a reference means', () => {
    it('is the newest version of the own tenant, else of the base', async () => {
      const own = await decisions()
      await own.deploy(file(constant('base')))
      expect(await own.evaluate(need(), scope)).toMatchObject({ outputs: [{ result: 'base' }] })
      await own.deploy(file(constant('own'), { tenant: '320205' }))
      expect(await own.evaluate(need(), scope)).toMatchObject({ outputs: [{ result: 'own' }] })
      expect(await own.evaluate(need(), { tenant: '320206', deploymentId: null })).toMatchObject({ outputs: [{ result: 'base' }] })
      expect(await own.evaluate(need({ tenant: '' }), scope)).toMatchObject({ outputs: [{ result: 'base' }] })
      expect(await own.evaluate(need({ tenant: '320206' }), scope)).toEqual({ failure: 'unknown decision level' })
    })

    it('is one version, one version tag, or the one deployed together', async () => {
      const own = await decisions()
      const [first] = await own.deploy(file(constant('a', 'camunda:versionTag="v1"')))
      await own.deploy(file(constant('b')))
      expect(await own.evaluate(need({ binding: 'version', version: '1' }), scope)).toMatchObject({ outputs: [{ result: 'a' }] })
      expect(await own.evaluate(need({ binding: 'version', version: '3' }), scope)).toEqual({ failure: 'unknown decision level, version 3' })
      expect(await own.evaluate(need({ binding: 'version', version: 'x' }), scope)).toEqual({ failure: 'unknown decision level, version x' })
      expect(await own.evaluate(need({ binding: 'versionTag', version: 'v1' }), scope)).toMatchObject({ outputs: [{ result: 'a' }] })
      expect(await own.evaluate(need({ binding: 'deployment' }), { ...scope, deploymentId: first?.deploymentId ?? '' })).toMatchObject({
        outputs: [{ result: 'a' }],
      })
      expect(await own.evaluate(need({ binding: 'deployment' }), { ...scope, deploymentId: 'other' })).toEqual({
        failure: 'unknown decision level in this deployment',
      })
    })
  })

  describe('a decision that is made', () => {
    it('tells what was asked and what came out, required decisions first, each with its version', async () => {
      const own = await decisions()
      const xml = dmnFile(
        dmnTable({ id: 'level', inputs: ['risk'], outputs: ['level'], rules: [['> 3', '"major"']], requires: ['risk'] }) +
          dmnLiteral('risk', 'risk', 'people * 2'),
      )
      const [level, risk] = await own.deploy(file(xml))
      expect(await own.evaluate(need({ variables: { people: 2 } }), scope)).toEqual({
        outputs: [{ level: 'major' }],
        definition: { id: level?.id, key: 'level', name: 'level' },
        evaluations: [
          {
            definitionId: risk?.id,
            key: 'risk',
            name: 'risk',
            inputs: [],
            outputs: [{ id: 'risk', name: 'risk', variableName: 'risk', ruleId: null, ruleOrder: null, value: 4 }],
            collectResult: null,
          },
          {
            definitionId: level?.id,
            key: 'level',
            name: 'level',
            inputs: [{ id: 'level_i0', name: 'risk', value: 4 }],
            outputs: [{ id: 'level_o0', name: 'level', variableName: 'level', ruleId: 'level_r1', ruleOrder: 1, value: 'major' }],
            collectResult: null,
          },
        ],
      })
      expect(await own.evaluateById(risk?.id ?? '', { people: 3 })).toMatchObject({ outputs: [{ risk: 6 }] })
    })

    it('fails in one sentence for what its variables are, and takes its time no longer than allowed', async () => {
      const own = await decisions()
      await own.deploy(file(dmnFile(dmnLiteral('level', 'x', 'missing + 1'))))
      expect(await own.evaluate(need(), scope)).toEqual({ failure: 'decision level: unknown variable missing' })
      await own.deploy(file(dmnFile(dmnLiteral('level', 'x', `if matches("${'a'.repeat(60)}b", "^(a+)+$") then 1 else 2`))))
      expect(await own.evaluate(need(), scope)).toEqual({ failure: 'took longer than 1000 ms' })
      await own.deploy(file(constant('fine')))
      expect(await own.evaluate(need(), scope)).toMatchObject({ outputs: [{ result: 'fine' }] })
    })

    it('is made without the script host when its texts bound what it costs', async () => {
      const ended = createScriptHost()
      await ended.stop()
      const own = await decisions(ended)
      const rules = [
        ['> 3, not(7)', '"many"'],
        ['[1..3]', '"few"'],
      ]
      await own.deploy(
        file(
          dmnFile(
            dmnTable({ id: 'level', policy: 'hitPolicy="FIRST"', inputs: ['risk'], rules, requires: ['risk'] }) + dmnLiteral('risk', 'risk', 'people * 2'),
          ),
        ),
      )
      expect(await own.evaluate(need({ variables: { people: 1 } }), scope)).toMatchObject({ outputs: [{ result: 'few' }] })

      await own.deploy(file(dmnFile(dmnTable({ id: 'level', inputs: ['people'], rules: [['matches(?, "1")', '1']] }))))
      expect(await own.evaluate(need({ variables: { people: '1' } }), scope)).toEqual({ failure: 'the script host is stopping' })
    })

    it('reads the time from the clock of the installation', async () => {
      const own = await decisions()
      await own.deploy(file(dmnFile(dmnLiteral('level', 'x', 'string(today() + duration("P1D"))'))))
      expect(await own.evaluate(need(), scope)).toMatchObject({ outputs: [{ x: '2026-03-02' }] })
    })

    it('by an id that nobody knows is an error', async () => {
      const own = await decisions()
      await expect(own.evaluateById('nobody', {})).rejects.toMatchObject({ code: 'object.unknown' })
    })
  })
})

import { expect, it } from 'vitest'
import { down, up } from '../../../../processes/hazard/migrations/20261123T2100-hazard-proposed.ts'
import { forEachDatabase } from '../../../support/databases.ts'
import { migrated, storeHazards } from '../support/hazard-database.ts'

forEachDatabase((open, kind) => {
  it(`hazards stay when what was proposed is taken back, and get it as null when it comes again (${kind})`, async () => {
    const db = await migrated(await open())
    await storeHazards(db, [{ title: '电缆破皮', proposedLevel: 'major', proposedDeadlineOn: '2026-03-31' }])

    await down(db)
    const without = await db('hazard_record').first()
    await up(db)
    const again = await db('hazard_record').first()

    expect(without).toMatchObject({ title: '电缆破皮' })
    expect(without).not.toHaveProperty('proposedLevel')
    expect(again).toMatchObject({ title: '电缆破皮', proposedLevel: null, proposedDeadlineOn: null })
  })
})

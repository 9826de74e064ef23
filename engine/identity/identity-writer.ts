import type { Knex } from 'knex'
import type { Clock } from '../clock.ts'
import { appError } from '../errors.ts'
import type { IdentityWriter, NewUser } from '../module.ts'
import { findActor } from './actor.store.ts'
import { DistrictRow, RoleGroupRow, RoleRightRow, UnitRow, UserRow } from './identity.model.ts'
import { hashPassword } from './passwords.ts'

type Deps = { db: Knex; clock: Pick<Clock, 'now'>; changed(): void }

/** What seeds and the first start write. `changed` is called after each write, so that cached answers are forgotten. */
export function createIdentityWriter({ db, clock, changed }: Deps): IdentityWriter & { demoPassword(): string | undefined } {
  const passwordHashOf = passwordHasher()
  let demoPassword: string | undefined
  return {
    /** The password of the last demo account written by this process, for the first start to print. */
    demoPassword: () => demoPassword,
    async createDistrict(district) {
      await DistrictRow.query(db).insert(district)
    },
    async createUnit({ lead = false, ...unit }) {
      const siblings = await UnitRow.query(db).where({ district: unit.district, type: unit.type }).resultSize()
      await UnitRow.query(db).insert({ ...unit, leadAt: lead ? clock.now() : null, position: siblings + 1 })
      changed()
    },
    async createRoleGroup({ rights, ...group }) {
      await RoleGroupRow.query(db).insert(group)
      for (const [module, level] of Object.entries(rights)) await RoleRightRow.query(db).insert({ roleGroupId: group.id, module, level })
      changed()
    },
    async createUser(user) {
      const { demo = false, roleKey, password, phone = null, ...row } = user
      if (demo) demoPassword = password
      const role = await RoleGroupRow.query(db).findOne({ district: user.district, key: roleKey }).select('id')
      if (role === undefined) throw appError('object.unknown', { id: roleKey })
      await UserRow.query(db).insert({ ...row, phone, roleGroupId: role.id, passwordHash: await passwordHashOf(user) })
      changed()
    },
    async actorOf(username) {
      const actor = await findActor(db, { username })
      if (actor === undefined) throw appError('object.unknown', { id: username })
      return actor
    },
  }
}

/** Demo accounts share one published password, so they share its hash too: sixty of them would cost four seconds at first start. */
function passwordHasher(): (user: NewUser) => Promise<string> {
  const shared = new Map<string, Promise<string>>()
  return ({ demo, password }) => {
    if (!demo) return hashPassword(password)
    const known = shared.get(password) ?? hashPassword(password)
    shared.set(password, known)
    return known
  }
}

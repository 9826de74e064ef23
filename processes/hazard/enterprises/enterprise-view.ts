import { can, fromJson, type Actor, type Unit } from '../../../engine/module.ts'
import { maskPhone } from '../phone.ts'
import type { EnterpriseItem, EnterpriseView } from './enterprises.api.ts'
import type { EnterpriseRow } from './enterprises.store.ts'

export function toEnterpriseItem(row: EnterpriseRow, units: ReadonlyMap<string, Unit>): EnterpriseItem {
  const department = row.departmentId === null ? undefined : units.get(row.departmentId)
  return {
    id: row.id,
    name: row.name,
    uscc: row.uscc,
    status: row.status,
    scale: row.scale,
    industryCode: row.industryCode,
    township: placeOf(row.townshipId, units),
    village: placeOf(row.villageId, units),
    departments: department ? [{ id: department.id, name: department.name }] : [],
  }
}

export function toEnterpriseView(row: EnterpriseRow, units: ReadonlyMap<string, Unit>, actor: Actor): EnterpriseView {
  const shown = (phone: string) => (can(actor, 'enterprises', 'operate') || row.id === actor.unitId ? phone : maskPhone(phone))
  return {
    ...toEnterpriseItem(row, units),
    address: row.address,
    flags: fromJson<string[]>(row.flags),
    legalPerson: row.legalPerson,
    legalPersonPhone: shown(row.legalPersonPhone),
    safetyOfficer: row.safetyOfficer,
    safetyOfficerPhone: shown(row.safetyOfficerPhone),
  }
}

function placeOf(id: string, units: ReadonlyMap<string, Unit>) {
  const unit = units.get(id)
  return { id, code: unit?.code ?? '', name: unit?.name ?? '' }
}

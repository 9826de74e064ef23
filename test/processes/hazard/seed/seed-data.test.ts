import { describe, expect, it } from 'vitest'
import { seedDistricts, seedHazards, seedRoleGroups } from '../../../../processes/hazard/seed/seed-data.ts'

const districts = seedDistricts()
const [huishan, xishan] = districts

describe('the demo', () => {
  it('has the logins of the contract and no others', () => {
    const logins = (index: number) => [...(districts[index]?.users ?? []), ...(districts[index]?.enterprises ?? [])].map(({ login }) => login)
    const enterprises = Array.from({ length: 30 }, (_, index) => `qy${String(index + 1).padStart(2, '0')}`)

    const named = ['base', 'admin', 'aqb', 'yjj', 'yjj_ld', 'zf01', 'zf02', 'luoshe', 'yangshan', 'qianqiao', 'v_shuangmiao', 'v_luqu', 'readonly']
    expect(logins(0).sort()).toEqual([...named, ...enterprises].sort())
    expect(logins(1)).toEqual(['admin2', 'donggang', 'qy2-01'])
  })

  it('has nine township units with their villages, by statistical code', () => {
    expect(huishan?.townships.map(({ code }) => code)).toEqual([
      '320206001',
      '320206002',
      '320206003',
      '320206004',
      '320206005',
      '320206102',
      '320206103',
      '320206401',
      '320206500',
    ])
    expect(xishan?.townships.map(({ name }) => name)).toEqual(['东港镇', '锡北镇'])
    for (const { townships } of districts)
      for (const { code, villages } of townships) expect(villages.filter((village) => !village.code.startsWith(code) || village.code.length !== 12)).toEqual([])
  })

  it('gives each user and enterprise a unit and role that exist', () => {
    const roles = seedRoleGroups().map(({ key }) => key)
    for (const { users, enterprises, townships, departments } of districts) {
      const villages = townships.flatMap((township) => township.villages).map(({ code }) => code)
      const units = ['lead', ...departments.map(({ code }) => code), ...townships.map(({ code }) => code), ...villages]
      expect(users.filter(({ unit, role }) => !units.includes(unit) || !roles.includes(role))).toEqual([])
      expect(enterprises.filter(({ village, department }) => !villages.includes(village) || !units.includes(department))).toEqual([])
    }
  })

  it('puts qy01 where luoshe and v_shuangmiao see it', () => {
    expect(huishan?.enterprises.find(({ login }) => login === 'qy01')?.village).toBe('320206102201')
  })

  it('uses credit codes that pass the check of GB 32100, each once', () => {
    const codes = districts.flatMap(({ enterprises }) => enterprises).map(({ uscc }) => uscc)

    expect(codes.filter((code) => !isValidUscc(code))).toEqual([])
    expect(new Set(codes).size).toBe(codes.length)
  })

  it('uses telephone numbers that nobody has', () => {
    const phones = districts.flatMap(({ users, enterprises }) => [
      ...users.map(({ phone }) => phone),
      ...enterprises.flatMap((one) => [one.legalPersonPhone, one.safetyOfficerPhone]),
    ])

    expect(phones.filter((phone) => !/^1990000\d{4}$/.test(phone))).toEqual([])
    expect(new Set(phones).size).toBe(phones.length)
  })

  it('reports hazards of known enterprises, each under a title of its own', () => {
    const logins = districts.flatMap(({ enterprises }) => enterprises).map(({ login }) => login)
    const titles = seedHazards().map(({ title }) => title)

    expect(seedHazards().filter(({ login }) => !logins.includes(login))).toEqual([])
    expect(new Set(titles).size).toBe(titles.length)
  })

  it('speaks Chinese with Chinese punctuation', () => {
    const texts = JSON.stringify([seedHazards(), districts])

    expect(texts.match(/\p{Script=Han}[,;:?!()]|[,;:?!()]\p{Script=Han}/gu) ?? []).toEqual([])
  })
})

function isValidUscc(code: string): boolean {
  const charset = '0123456789ABCDEFGHJKLMNPQRTUWXY'
  const sum = [...code.slice(0, 17)].reduce((total, char, index) => total + charset.indexOf(char) * Number(3n ** BigInt(index) % 31n), 0)
  return charset[(31 - (sum % 31)) % 31] === code[17]
}

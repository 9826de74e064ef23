import type { Knex } from 'knex'

/** Lines of a small table: who can log in to the demo. Enterprises are one line per district; there are dozens. */
export async function demoLogins(db: Knex): Promise<string[]> {
  const rows: { username: string; type: string; district: string; unit: string; role: string }[] = await db('app_user as u')
    .join('unit', 'unit.id', 'u.unitId')
    .join('roleGroup', 'roleGroup.id', 'u.roleGroupId')
    .join('district', 'district.code', 'u.district')
    .orderBy(['u.district', 'u.username'])
    .limit(500)
    .select({ username: 'u.username', type: 'unit.type', district: 'district.name', unit: 'unit.name', role: 'roleGroup.name' })
  const officials = rows.filter(({ type }) => type !== 'enterprise').map(({ username, district, unit, role }) => [username, district, unit, role])
  const districts = [...new Set(rows.map(({ district }) => district))]
  const enterprises = districts.flatMap((district) => {
    const own = rows.filter((row) => row.type === 'enterprise' && row.district === district)
    const [first, last] = [own.at(0), own.at(-1)]
    return first && last ? [[first === last ? first.username : `${first.username} … ${last.username}`, district, `${own.length}`, first.role]] : []
  })
  return [...officials, ...enterprises].map(([username = '', ...rest]) => `  ${username.padEnd(16)} ${rest.join(' · ')}`)
}

import type { Engine } from '../../../engine/module.ts'
import { addDays } from '../self-report/days.ts'
import { seedHazards, type SeedHazard } from './seed-data.ts'

/**
 * Hazards in different states, so that every room has something to show: through the same commands as real use, with forms
 * checked and figures counted. All are reported now; the one that is overdue was found days ago and its deadline was yesterday,
 * so its timer is due at once and the job worker marks it, as it would after a night without the server.
 */
export async function seedDemoHazards(engine: Engine): Promise<void> {
  for (const hazard of seedHazards()) await seedHazard(engine, hazard)
}

async function seedHazard(engine: Engine, hazard: SeedHazard): Promise<void> {
  const reporter = await engine.identity.actorOf(hazard.login)
  const { instanceId } = await engine.startProcess({ key: 'hazard-self-report', data: reportOf(engine, hazard), actor: reporter })
  if (hazard.state === 'rectifying') return
  if (hazard.rectifyMode === 'deadline') await complete(engine, instanceId, hazard.login, rectificationOf(engine, hazard))
  if (hazard.verifier === undefined) return
  const verification = hazard.state === 'returned' ? { decision: 'return', opinion: hazard.returnReason } : { decision: 'accept' }
  await complete(engine, instanceId, hazard.verifier, verification)
}

function reportOf(engine: Engine, hazard: SeedHazard): Record<string, unknown> {
  const { login: _login, state: _state, verifier: _verifier, returnReason: _reason, rectification: _text, foundDaysAgo, deadlineInDays, ...fields } = hazard
  const today = engine.clock.today()
  return {
    ...fields,
    foundOn: addDays(today, -foundDaysAgo),
    ...(deadlineInDays === undefined ? rectificationOf(engine, hazard) : { deadlineOn: addDays(today, deadlineInDays) }),
  }
}

function rectificationOf(engine: Engine, { rectification, responsiblePerson, fundsPlanned }: SeedHazard): Record<string, unknown> {
  return { completedOn: engine.clock.today(), rectification, fundsActual: fundsPlanned, acceptedBy: responsiblePerson }
}

async function complete(engine: Engine, instanceId: string, login: string, data: Record<string, unknown>): Promise<void> {
  const task = await engine.db('task').where({ instanceId }).first<{ id: string } | undefined>('id')
  if (!task) throw new Error(`the seed found no open task for ${login}`)
  await engine.completeTask({ taskId: task.id, data, actor: await engine.identity.actorOf(login) })
}

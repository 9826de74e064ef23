import { expect, it } from 'vitest'
import { describeModel } from '../../support/machine-model.ts'
import type { MachineRun } from '../../support/machine-run.ts'

/** Lets the event with a trigger of this kind occur. Every model is the same but for the triggers. */
const occurs: Record<string, (run: MachineRun, eventId: string) => MachineRun> = {
  message: (run, eventId) => run.send(nameOf(eventId), { by: eventId }),
  signal: (run, eventId) => run.send(nameOf(eventId), { by: eventId }),
  conditional: (run, eventId) =>
    run.execute({ kind: 'set-variables', executionId: run.state.instance.id, variables: { [nameOf(eventId)]: 1, by: eventId }, local: false, remove: [] }),
  timer: (run, eventId) => run.fire(eventId),
}

const nameOf = (eventId: string) => eventId.charAt(0).toLowerCase() + eventId.slice(1).replace('_', '')

/** The events that wait, by id. */
const listening = ({ state }: MachineRun) => [...Object.values(state.subscriptions), ...Object.values(state.jobs)].map(({ nodeId }) => nodeId).sort()

for (const kind of ['message', 'signal', 'conditional', 'timer'])
  describeModel(import.meta.url, `catching-${kind}`, (begin) => {
    const occur = (run: MachineRun, eventId: string) => occurs[kind]?.(run, eventId) ?? run
    const all = ['Deeper', 'Inside', 'Work']

    it('waits at every position and passes nowhere by itself', async () => {
      const run = (await begin()).start()

      expect(run.open).toEqual(all)
      expect(listening(run)).toEqual(['Join_In', 'Note', 'Stop', 'Take_Over', 'Wait'])
    })

    it('lets an intermediate event go on once', async () => {
      const run = occur((await begin()).start(), 'Wait')

      expect(run.open).toEqual(['Came', ...all].sort())
      expect(listening(run)).not.toContain('Wait')
      if (kind !== 'timer') expect(run.variables['by']).toBe('Wait')
    })

    it('on a boundary that interrupts stops the activity and goes on', async () => {
      const run = occur((await begin()).start(), 'Stop')

      expect(run.open).toEqual(['Deeper', 'Inside', 'Stopped'])
      expect(run.tasksEnded).toEqual(['Work cancelled'])
      expect(run.ended.slice(-2)).toEqual(['Work cancelled', 'Stop'])
      expect(listening(run)).toEqual(['Join_In', 'Take_Over', 'Wait'])
    })

    it('on a boundary that does not interrupt goes on beside the activity, as often as it occurs', async () => {
      const run = occur(occur((await begin()).start(), 'Note'), 'Note')

      expect(run.open).toEqual([...all, 'Noted', 'Noted'].sort())
      occur(run, 'Note').complete('Work')
      expect(run.open).toEqual(['Deeper', 'Inside', 'Noted', 'Noted', 'Noted'])
    })

    it('of an event sub-process that interrupts stops everything else in its scope, which is then done', async () => {
      const run = occur((await begin()).start(), 'Join_In')
      occur(run, 'Take_Over')

      expect(run.open).toEqual(['Taken_Over', 'Work'])
      expect(run.tasksEnded.sort()).toEqual(['Deeper cancelled', 'Inside cancelled', 'Joined_In cancelled'])
      expect(listening(run)).toEqual(['Note', 'Stop', 'Wait'])
      run.complete('Taken_Over')
      expect(run.open).toEqual(['After_Part', 'Work'])
      expect(run.ended.slice(-2)).toEqual(['Alone', 'Part'])
    })

    it('of an event sub-process that does not interrupt runs beside its scope, any number of times, and is waited for', async () => {
      const run = occur(occur((await begin()).start(), 'Join_In'), 'Join_In')
        .complete('Inside')
        .complete('Deeper')

      expect(run.open).toEqual(['Joined_In', 'Joined_In', 'Work'])
      occur(run, 'Join_In').complete('Joined_In').complete('Joined_In')
      expect(run.open).toEqual(['Joined_In', 'Work'])
      expect(run.complete('Joined_In').open).toEqual(['After_Part', 'Work'])
    })

    it('waits no longer when the scope is done', async () => {
      const run = (await begin()).start().complete('Inside').complete('Deeper')

      expect(run.open).toEqual(['After_Part', 'Work'])
      expect(listening(run)).toEqual(['Note', 'Stop', 'Wait'])
      run.complete('Work').complete('After_Part')
      expect(occur(run, 'Wait').complete('Came').status).toBe('completed')
    })
  })

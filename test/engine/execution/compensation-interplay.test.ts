import { expect, it } from 'vitest'
import { describeModel } from '../../support/machine-model.ts'
import type { MachineRun } from '../../support/machine-run.ts'

/** Completes every open task of a node, one after the other, and gives what its own variable `undoes` was. */
function completeAll(run: MachineRun, nodeId: string): unknown[] {
  const seen: unknown[] = []
  while (run.open.includes(nodeId)) {
    seen.push(run.localsAt(nodeId)['undoes'])
    run.complete(nodeId)
  }
  return seen
}

describeModel(import.meta.url, 'compensation-loops', (begin) => {
  it('undoes each instance of a loop, the last completed first, with the item it was for', async () => {
    const run = (await begin()).start({ rooms: [1, 2, 3], guests: ['Li', 'Wu'] })
    completeAll(run, 'Book')
    run.complete('Fly').complete('Fly').complete('Eat').complete('Eat').complete('Happy')

    expect(completeAll(run, 'Unfly')).toEqual(['Wu', 'Li'])
    expect(completeAll(run, 'Unbook')).toEqual([3, 2, 1])
    expect(run.status).toBe('completed')
  })

  it('of a loop without instances has nothing to undo', async () => {
    const run = (await begin()).start({ rooms: [], guests: [] }).complete('Happy')

    expect(run.status).toBe('completed')
  })
})

describeModel(import.meta.url, 'transactions-nested', (begin) => {
  it('the inner one that is cancelled undoes itself and nothing around it', async () => {
    const run = (await begin()).start().complete('Sign').complete('Pay').complete('Ship', { how: 'inner' })

    expect(run.open).toEqual(['Repay'])
    run.complete('Repay')
    expect(run.open).toEqual(['Instead'])
    run.complete('Instead').complete('Look', { how: 'outer' })
    expect(run.open).toEqual(['Unsign'])
    run.complete('Unsign')
    expect(run.open).toEqual(['Sorry'])
    expect(run.complete('Sorry').status).toBe('completed')
  })

  it('the outer one that is cancelled undoes the completed inner one too', async () => {
    const run = (await begin()).start().complete('Sign').complete('Pay').complete('Ship', { how: 'well' }).complete('Look', { how: 'outer' })

    expect(run.open).toEqual(['Repay'])
    run.complete('Repay')
    expect(run.open).toEqual(['Unsign'])
    expect(run.complete('Unsign').open).toEqual(['Sorry'])
  })
})

describeModel(import.meta.url, 'compensation-fails', (begin) => {
  it('an error of a handler leaves the scope that compensates', async () => {
    const run = (await begin()).start().complete('Work').complete('Decide')
    expect(run.open).toEqual(['Try'])
    run.complete('Try')

    expect(run.open).toEqual(['Help'])
    expect(run.ended.slice(-5)).toEqual(['Cannot', 'Undo cancelled', 'Undo_Work cancelled', 'Part cancelled', 'Stuck'])
    expect(run.complete('Help').status).toBe('completed')
  })

  it('an event outside stops it where it is', async () => {
    const run = (await begin()).start().complete('Work').complete('Decide').send('stop')

    expect(run.open).toEqual(['Stop'])
    expect(run.tasksEnded).toEqual(['Work completed', 'Decide completed', 'Try cancelled'])
    expect(run.complete('Stop').status).toBe('completed')
  })
})

describeModel(import.meta.url, 'events-of-loops', (begin) => {
  it('event sub-processes belong to each instance', async () => {
    const run = (await begin()).start({ names: ['a', 'b'], how: '' }).send('call')
    expect(run.open).toEqual(['Answer', 'Work', 'Work'])
    run.send('stop')

    expect(run.open).toEqual(['Tidy', 'Work'])
    run.complete('Work').complete('Tidy')
    expect(run.open).toEqual(['After'])
  })

  it('an error of one instance stops them all', async () => {
    const run = (await begin()).start({ names: ['a', 'b', 'c'] }).complete('Work', { how: 'fail' })

    expect(run.open).toEqual(['Repair'])
    expect(run.jobs).toEqual([])
    expect(run.complete('Repair').status).toBe('completed')
  })

  it('an escalation of each is told once each, and a timer once for the whole', async () => {
    const run = (await begin())
      .start({ names: ['a', 'b'] })
      .fire('Late')
      .complete('Work', { how: 'tell' })
      .complete('Work', { how: 'tell' })

    expect(run.open).toEqual(['After', 'Note', 'Note', 'Remind'])
    expect(run.jobs).toEqual([])
  })
})

describeModel(import.meta.url, 'compensation-beside-join', (begin) => {
  it('that goes on beside the flow is nothing a join waits for', async () => {
    const run = (await begin()).start().complete('Book').complete('Other')

    expect(run.open).toEqual(['After', 'Unbook'])
    expect(run.complete('After').complete('Unbook').status).toBe('completed')
  })
})

describeModel(import.meta.url, 'compensation-async', (begin) => {
  it('goes on in jobs of its own where it says so', async () => {
    const run = (await begin()).start({ number: 1 }).complete('Work', { number: 2 })

    expect(run.jobs).toEqual(['async Undo'])
    run.goOn('Undo')
    expect(run.jobs).toEqual(['async Unwork'])
    run.goOn('Unwork')
    expect(run.open).toEqual(['Side', 'Unwork'])
    run.complete('Unwork')
    expect(run.jobs).toEqual(['async Unwork'])
    run.goOn('Unwork')
    expect(run.jobs).toEqual(['async Undo'])
    expect(run.goOn('Undo').open).toEqual(['Side'])
    expect(run.complete('Side').status).toBe('completed')
  })

  it('stops when the scope around it is terminated', async () => {
    const run = (await begin()).start({ number: 1 }).complete('Work').goOn('Undo').goOn('Unwork').complete('Side')

    expect(run.status).toBe('completed')
    expect(run.ended.slice(-3).sort()).toEqual(['Stop', 'Undo cancelled', 'Unwork cancelled'])
  })
})

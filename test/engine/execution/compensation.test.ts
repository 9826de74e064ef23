import { expect, it } from 'vitest'
import { describeModel } from '../../support/machine-model.ts'

describeModel(import.meta.url, 'compensation', (begin) => {
  const asked = { trip: 'Wuxi', refunded: 0 }

  it('undoes what has completed, the last first, one after the other, and then goes on', async () => {
    const run = (await begin()).start(asked).complete('Book').complete('Pay').complete('Choose', { what: 'all' })

    expect(run.variables['refunded']).toBe(1)
    expect(run.open).toEqual(['Unbook'])
    run.complete('Unbook')
    expect(run.open).toEqual(['After'])
    expect(run.complete('After').status).toBe('completed')
    expect(run.ended).toEqual(['Start', 'Book', 'Pay', 'Choose', 'What', 'Refund', 'Unbook', 'Undo_All', 'After', 'End_After'])
  })

  it('undoes each completion of an activity with the variables of that time', async () => {
    const run = (await begin()).start(asked).complete('Book').complete('Pay').complete('Choose', { what: 'again', trip: 'Suzhou' })
    run.complete('Book').complete('Pay').complete('Choose', { what: 'all', trip: 'nowhere' })

    expect(run.variables['refunded']).toBe(1)
    expect(run.localsAt('Unbook')).toEqual({ undoes: 'Suzhou' })
    run.complete('Unbook')
    expect(run.variables['refunded']).toBe(2)
    expect(run.localsAt('Unbook')).toEqual({ undoes: 'Wuxi' })
    expect(run.complete('Unbook').open).toEqual(['After'])
  })

  it('of a named activity leaves the others alone', async () => {
    const run = (await begin()).start(asked).complete('Book').complete('Pay').complete('Choose', { what: 'pay' })

    expect(run.variables['refunded']).toBe(1)
    expect(run.open).toEqual(['After'])
    expect(Object.values(run.state.subscriptions).map(({ kind, nodeId }) => `${kind} ${nodeId}`)).toEqual(['compensate Book'])
  })

  it('that is not waited for goes on beside the flow, and the instance is done with both', async () => {
    const run = (await begin()).start(asked).complete('Book').complete('Pay').complete('Choose', { what: 'later' })

    expect(run.open).toEqual(['After', 'Unbook'])
    run.complete('After')
    expect(run.status).toBe('active')
    expect(run.complete('Unbook').status).toBe('completed')
  })

  it('at the end of the flow is waited for by the instance', async () => {
    const run = (await begin()).start(asked).complete('Book').complete('Pay').complete('Choose', { what: 'stop' })

    expect(run.open).toEqual(['Unbook'])
    run.complete('Unbook')
    expect(run.status).toBe('completed')
    expect(run.ended.slice(-2)).toEqual(['Unbook', 'Stop'])
  })

  it('does not happen when nobody throws it', async () => {
    const run = (await begin()).start(asked).complete('Book').complete('Pay').complete('Choose', { what: 'nothing' })

    expect(run.status).toBe('completed')
    expect(run.variables['refunded']).toBe(0)
  })

  it('is cancelled with the instance', async () => {
    const run = (await begin()).start(asked).complete('Book').complete('Pay').complete('Choose', { what: 'all' }).cancel()

    expect(run.ended.slice(-2).sort()).toEqual(['Unbook cancelled', 'Undo_All cancelled'])
  })

  it('whose handler fails waits with an incident, keeps its variables, and goes on after a retry', async () => {
    const run = (await begin()).start({ trip: 'Wuxi', refunded: 'none' }).complete('Book').complete('Pay')
    run.correct('refunded', { a: 1 }).complete('Choose', { what: 'all' })

    expect(run.incidents).toEqual(['expression Refund'])
    expect(run.open).toEqual([])
    run.correct('refunded', 0).retry('Refund')
    expect(run.localsAt('Unbook')).toEqual({ undoes: 'Wuxi' })
    expect(run.complete('Unbook').open).toEqual(['After'])
  })
})

describeModel(import.meta.url, 'compensation-scopes', (begin) => {
  it('undoes a sub-process by its handler, by its own event sub-process, or by what is inside, with the variables it had', async () => {
    const run = (await begin()).start({ day: 'Monday', item: 'apples' })
    run.complete('Hotel').complete('Flight').complete('Pack').complete('Label').complete('Cake').complete('Happy', { day: 'Friday', item: 'pears' })

    expect(run.open).toEqual(['Sweep'])
    run.complete('Sweep')
    expect(run.open).toEqual(['Call_Off'])
    expect(run.localsAt('Call_Off')).toEqual({ undoes: 'apples' })
    run.complete('Call_Off')
    expect(run.open).toEqual(['Unpack'])
    run.complete('Unpack')
    expect(run.open).toEqual(['Called_Off'])
    run.complete('Called_Off')
    expect(run.open).toEqual(['Unbook_Flight'])
    run.complete('Unbook_Flight')
    expect(run.localsAt('Unbook_Hotel')).toEqual({ undoes: 'Monday' })
    run.complete('Unbook_Hotel')
    expect(run.status).toBe('completed')
    expect(run.ended.slice(-4)).toEqual(['Unbook_Flight', 'Unbook_Hotel', 'Undo', 'End'])
  })

  it('is a part of the activity around it in history', async () => {
    const run = (await begin()).start({ day: 1, item: 2 })
    run.complete('Hotel').complete('Flight').complete('Pack').complete('Label').complete('Cake').complete('Happy').complete('Sweep').complete('Call_Off')

    expect(run.activities.find(({ nodeId }) => nodeId === 'Clean')?.parentActivityId).toBe(run.state.instance.id)
  })
})

describeModel(import.meta.url, 'compensation-on-error', (begin) => {
  it('by an event sub-process undoes what has completed in its scope, not what it has stopped', async () => {
    const run = (await begin()).start().complete('Reserve').complete('Check')

    expect(run.open).toEqual(['Release'])
    expect(run.tasksEnded).toEqual(['Reserve completed', 'Check completed', 'Charge cancelled'])
    run.complete('Release')
    expect(run.open).toEqual(['Report'])
    run.complete('Report')
    expect(run.open).toEqual(['After'])
    expect(run.complete('After').status).toBe('completed')
  })

  it('undoes in the order of completion, not of beginning', async () => {
    const run = (await begin()).start().complete('Reserve').complete('Charge').complete('Check')

    expect(run.open).toEqual(['Refund'])
    expect(run.complete('Refund').open).toEqual(['Release'])
    expect(run.complete('Release').complete('Report').complete('After').status).toBe('completed')
  })
})

describeModel(import.meta.url, 'transaction', (begin) => {
  it('that is cancelled stops, undoes what has completed in it, and goes on from its cancel event', async () => {
    const run = (await begin()).start().complete('Reserve').complete('Load').complete('Decide', { how: 'off' })

    expect(run.open).toEqual(['Unload'])
    expect(run.tasksEnded.filter((task) => task.endsWith('cancelled')).sort()).toEqual(['Charge cancelled', 'Drive cancelled'])
    run.complete('Unload')
    expect(run.open).toEqual(['Release'])
    run.complete('Release')
    expect(run.open).toEqual(['Apologise'])
    expect(run.ended.slice(-2)).toEqual(['Deal cancelled', 'Cancelled'])
    expect(run.complete('Apologise').status).toBe('completed')
  })

  it('with nothing to undo goes on at once', async () => {
    const run = (await begin()).start()
    run.complete('Reserve').complete('Charge').complete('Decide', { how: 'off' })

    expect(run.open).toEqual(['Refund'])
    expect(run.complete('Refund').complete('Release').open).toEqual(['Apologise'])
  })

  it('that an error leaves is not undone', async () => {
    const run = (await begin()).start().complete('Reserve').complete('Charge').complete('Decide', { how: 'broken' })

    expect(run.open).toEqual(['Repair'])
    expect(run.complete('Repair').status).toBe('completed')
    expect(run.ended).not.toContain('Release')
  })

  it('that ends well is a sub-process', async () => {
    const run = (await begin()).start().complete('Reserve').complete('Charge').complete('Load').complete('Drive').complete('Decide', { how: 'well' })

    expect(run.open).toEqual(['Done'])
    expect(run.complete('Done').status).toBe('completed')
  })
})

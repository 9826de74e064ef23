import { expect, it } from 'vitest'
import { createJavaScript } from '../../../engine/scripts/javascript.ts'
import { describeModel } from '../../support/machine-model.ts'
import type { RunOptions } from '../../support/machine-run.ts'

const javaScript = createJavaScript({ memoryBytes: 16 * 1_048_576 })
await javaScript.ready

/** Every notice of a listener, as `start Ask`, and what the handler does at some of them. */
function heard(at: Record<string, () => ReturnType<NonNullable<RunOptions['handlers']>[string]>> = {}) {
  const notices: string[] = []
  const options: RunOptions = {
    handlers: {
      notify(need) {
        notices.push(`${need.event ?? ''} ${need.nodeId}`)
        return at[notices.at(-1) ?? '']?.() ?? {}
      },
    },
    answers: (need) => (need.kind === 'compute' ? javaScript.run(need, 1_000).answer : undefined),
  }
  return { notices, options }
}

const variables = { who: 'zhao', needed: 1 }

describeModel(import.meta.url, 'listeners', (begin) => {
  it('hear of every element in the order in which tokens pass it', async () => {
    const { notices, options } = heard()
    const run = (await begin(options)).start(variables)

    expect(notices).toEqual(['start listeners', 'start Start', 'end Start', 'start Part', 'start Ask', 'create Ask', 'assignment Ask'])
    notices.length = 0
    run.complete('Ask')
    expect(notices).toEqual(['complete Ask', 'end Ask', 'take Ask', 'end Part', 'start Which', 'end Which', 'start End', 'end End', 'end listeners'])
    expect(run.variables).toEqual({ ...variables, heard: 'zhao complete', taken: 2 })
    expect(run.status).toBe('completed')
  })

  it('set variables and facts of the case', async () => {
    const { options } = heard({ 'create Ask': () => ({ variables: { made: true }, case: { subject: 'new' } }) })
    const run = (await begin(options)).start(variables)

    expect(run.variables['made']).toBe(true)
    expect(run.state.instance.subject).toBe('new')
  })

  it('of a task hear when its time has come, as often as it says, and the task stays', async () => {
    const { notices, options } = heard()
    const run = (await begin(options)).start(variables)
    expect(run.jobs).toEqual(['timer Ask'])
    notices.length = 0
    run.fire('Ask').fire('Ask')

    expect(notices).toEqual(['timeout Ask', 'timeout Ask'])
    expect(run.now).toBe('2026-03-01T02:00:00.000Z')
    expect(run.jobs).toEqual([])
    expect(run.open).toEqual(['Ask'])
  })

  it('of a task hear who gets it later', async () => {
    const { notices, options } = heard()
    const run = (await begin(options)).start(variables)
    const [task] = Object.values(run.state.tasks)
    notices.length = 0
    const change = (patch: { assignee?: string; priority?: number }) => run.execute({ kind: 'update-task', taskId: task?.id ?? '', patch })
    change({ priority: 7 })
    change({ assignee: 'qian' })

    expect(notices).toEqual(['update Ask', 'update Ask', 'assignment Ask'])
    expect(Object.values(run.state.tasks)).toMatchObject([{ assignee: 'qian', priority: 7 }])
  })

  it('throw an error of the model that the boundary of a scope catches', async () => {
    const { notices, options } = heard()
    const run = (await begin(options)).start(variables)
    notices.length = 0
    run.complete('Ask', { answer: 'late' })

    expect(run.ended).toEqual(['Start', 'Inside_Start', 'Ask cancelled', 'Part cancelled', 'Late', 'Which', 'End'])
    expect(notices.slice(0, 4)).toEqual(['complete Ask', 'delete Ask', 'end Ask', 'end Part'])
  })

  it('hear of what is cancelled, and can not keep it by failing', async () => {
    const broken = () => 'later' as const
    const { notices, options } = heard({ 'delete Ask': broken, 'end Part': broken })
    const run = (await begin(options)).start(variables)
    notices.length = 0
    run.cancel()

    expect(notices).toEqual(['delete Ask', 'end Ask', 'end Part', 'end listeners'])
    expect(run.status).toBe('cancelled')
  })

  it('that fail stop the token, and a retry goes on exactly there', async () => {
    const { notices, options } = heard()
    const run = (await begin(options)).start({ who: 'zhao' }).complete('Ask')
    expect(run.incidents).toEqual(['script Which'])
    expect(run.ended.filter((id) => id === 'Which')).toHaveLength(1)
    notices.length = 0
    run.correct('needed', 4).retry('Which')

    expect(notices).toEqual(['start End', 'end End', 'end listeners'])
    expect(run.variables['taken']).toBe(5)
    expect(run.ended.filter((id) => id === 'Which')).toHaveLength(1)
  })

  it('that fail when the instance begins refuse the start as a whole', async () => {
    const { options } = heard({ 'start listeners': () => 'later' })
    const run = await begin(options)

    expect(() => run.start(variables)).toThrow('can not be a listener')
  })

  it('that fail at the very end leave the last token with an incident, and do not repeat the event', async () => {
    let isBroken = true
    const { notices, options } = heard({ 'end listeners': () => (isBroken ? 'later' : {}) })
    const run = (await begin(options)).start(variables).complete('Ask')
    expect(run.incidents).toEqual(['unsupported End'])
    notices.length = 0
    isBroken = false
    run.retry('End')

    expect(notices).toEqual(['end listeners'])
    expect(run.status).toBe('completed')
  })
})

import { afterEach, expect, it } from 'vitest'
import { compileDeployed, readForDeployment } from '../../../engine/bpmn/deploy.ts'
import { capabilities, modelBeside } from '../../support/bpmn.ts'
import { forEachDatabase, freshDatabase } from '../../support/databases.ts'
import { labNodes } from '../../support/lab.ts'
import { briefly } from '../../support/lint.ts'
import { describeModel } from '../../support/machine-model.ts'
import { MachineRun } from '../../support/machine-run.ts'

describeModel(import.meta.url, 'global-user-task', (begin) => {
  it('is a process of one task, told what it does as any user task', async () => {
    const run = (await begin()).start({ who: 'zhao', text: 'Why' })

    expect(Object.values(run.state.tasks)).toMatchObject([{ name: 'Ask somebody', assignee: 'zhao', formKey: 'ask-form' }])
    expect(run.localsAt('ask#task')).toEqual({ question: 'Why?' })
    run.complete('ask#task', { answer: 'so' })
    expect(run.variables).toEqual({ who: 'zhao', text: 'Why', answer: 'so', said: 'so' })
    expect(run.status).toBe('completed')
  })
})

describeModel(import.meta.url, 'global-script-task', (begin) => {
  it('runs its script and is done, or stops with an incident that can be retried', async () => {
    expect((await begin()).start({ amount: 4 }).variables).toEqual({ amount: 4, result: 8 })
    const run = (await begin()).start({ amount: 'much' })
    expect(run.incidents).toEqual(['expression double#task'])
    expect(run.correct('amount', 1).retry('double#task').status).toBe('completed')
  })
})

it('global tasks beside a process are deployed with it, each as one that can be called', async () => {
  const xml = await modelBeside(import.meta.url, 'global-tasks')
  const { graphs, findings } = await readForDeployment(xml, capabilities())

  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
  expect(graphs.map(({ kind, key }) => [kind, key])).toEqual([
    ['process', 'caller'],
    ['global-task', 'nothing'],
    ['global-task', 'by-hand'],
    ['global-task', 'decide'],
    ['global-task', 'twice'],
  ])
  expect(new MachineRun(await compileDeployed(xml, 'decide')).start({ level: 1 }).variables).toEqual({ level: 1, decided: 2 })
  await expect(compileDeployed(xml, 'other')).rejects.toThrow('other')
})

it('a global task that is only half told what to do is refused', async () => {
  const library = (await modelBeside(import.meta.url, 'global-script-task')).replace(/<bpmn:script>.*<\/bpmn:script>/, '')

  expect(await briefly(library)).toContain('error script double')
  expect(await briefly(library.replace(/<bpmn:globalScriptTask[\s\S]*<\/bpmn:globalScriptTask>/, '<bpmn:globalBusinessRuleTask id="rule" />'))).toEqual([
    'error handler rule',
  ])
  expect(await briefly(library.replace(/<bpmn:globalScriptTask[\s\S]*<\/bpmn:globalScriptTask>/, '<bpmn:globalTask />'))).toEqual(['error id '])
})

forEachDatabase((_, kind) => {
  const nodes = labNodes()
  afterEach(nodes.stopAll)

  it('a call activity calls a global task of its own file, and takes back what it maps', async () => {
    const node = await nodes.node({ url: await freshDatabase(kind) })
    await node.deploy(await modelBeside(import.meta.url, 'global-tasks'))
    const { instanceId } = await node.start('caller', { variables: { number: 21 } })
    await node.jobs.runDue()

    expect((await node.definitions.listFor('320206')).map(({ key }) => key)).toEqual(['caller'])
    const { scopes, tasks } = await node.state(instanceId)
    expect(Object.values(tasks).map(({ nodeId }) => nodeId)).toEqual(['After'])
    expect(scopes[instanceId]?.['doubled']).toEqual({ type: 'Integer', value: 42 })
    const children: { definitionKey: string; state: string }[] = await node
      .db('instance')
      .where({ parentId: instanceId })
      .orderBy('startedAt')
      .select('definitionKey', 'state')
    expect(children.map(({ definitionKey, state }) => `${definitionKey} ${state}`).sort()).toEqual([
      'by-hand completed',
      'nothing completed',
      'twice completed',
    ])
  })
})

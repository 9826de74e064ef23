import type { TestApp } from '../../support/create-test-app.ts'

const found = {
  title: '消火栓被货物遮挡',
  description: '一号仓库东侧消火栓前堆放货物。',
  location: '一号仓库东侧',
  category: 'XC05',
  level: 'general',
  foundOn: '2026-03-01',
  inspectionType: 'daily',
  foundBy: '王安全',
}

/** Reports, through the API, a hazard that still has to be rectified by its enterprise. */
export function reportWithDeadline(app: TestApp, username: string): Promise<string> {
  const plan = { rectifyMode: 'deadline', responsiblePerson: '张工', measures: '移走货物', deadlineOn: '2026-03-20', precautions: '每班检查' }
  return report(app, username, { ...found, ...plan })
}

/** Reports, through the API, a hazard that is rectified already and waits for its township. */
export function reportRectified(app: TestApp, username: string): Promise<string> {
  const done = { rectifyMode: 'immediate', completedOn: '2026-03-01', rectification: '货物已移走。', acceptedBy: '刘厂长' }
  return report(app, username, { ...found, ...done })
}

async function report(app: TestApp, username: string, data: object): Promise<string> {
  const client = await app.as(username)
  const answer = await client.post('/api/processes/hazard-self-report/start', { data })
  if (answer.status !== 201) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body.instanceId
}

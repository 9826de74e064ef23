import { compileDeployed } from '../../engine/bpmn/deploy.ts'
import { completeOne, startOf } from './interpreter.ts'
import { cpuUs, median } from './measure.ts'

export type JoinRow = { tokens: number; usPerStep: number }

/** An inclusive join (BPMN 2.0, 13.4.3) with so many tokens that may still come to it: each step that ends one looks whether it must go on waiting. */
export async function measureInclusiveJoin(): Promise<JoinRow[]> {
  const rows: JoinRow[] = []
  for (const tokens of [10, 200]) {
    const graph = await compileDeployed(branches(tokens), 'branches')
    const samples: number[] = []
    for (let round = 0; round < 5; round++) {
      let state = startOf(graph)
      const from = cpuUs()
      for (let left = tokens; left > 0; left--) state = completeOne(graph, state)
      samples.push((cpuUs() - from) / tokens)
      if (state.instance.endedAt === null) throw new Error('the join has not let its tokens go')
    }
    rows.push({ tokens, usPerStep: median(samples) })
  }
  return rows
}

function branches(count: number): string {
  const each = Array.from(
    { length: count },
    (_, index) =>
      `<bpmn:userTask id="Task_${index}" name="Task" /><bpmn:sequenceFlow id="In_${index}" sourceRef="Split" targetRef="Task_${index}"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">\${true}</bpmn:conditionExpression></bpmn:sequenceFlow><bpmn:sequenceFlow id="Out_${index}" sourceRef="Task_${index}" targetRef="Join" />`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?><bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d" targetNamespace="bench"><bpmn:process id="branches" isExecutable="true"><bpmn:startEvent id="Start" /><bpmn:sequenceFlow id="First" sourceRef="Start" targetRef="Split" /><bpmn:inclusiveGateway id="Split" />${each.join('')}<bpmn:inclusiveGateway id="Join" /><bpmn:sequenceFlow id="Last" sourceRef="Join" targetRef="End" /><bpmn:endEvent id="End" /></bpmn:process></bpmn:definitions>`
}

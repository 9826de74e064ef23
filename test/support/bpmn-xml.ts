const namespaces = [
  'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"',
  'xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"',
  'xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"',
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
  'xmlns:camunda="http://camunda.org/schema/1.0/bpmn"',
  'xmlns:cz="http://chazhi.dev/schema/cz/1.0"',
  'xmlns:modeler="http://camunda.org/schema/modeler/1.0"',
  'xmlns:bioc="http://bpmn.io/schema/bpmn/biocolor/1.0"',
  'xmlns:color="http://www.omg.org/spec/BPMN/non-normative/color/1.0"',
].join(' ')

/** A whole file around root elements. */
export const definitions = (content: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><bpmn:definitions ${namespaces} id="Definitions_Test" targetNamespace="test">${content}</bpmn:definitions>`

/** A file with one executable process `test` that holds these flow elements. */
export const processOf = (content: string, attributes = '', rest = '') =>
  definitions(`<bpmn:process id="test" isExecutable="true" ${attributes}>${content}</bpmn:process>${rest}`)

/** Elements in a row, joined by flows: `<bpmn:userTask id="A"/>` … The ids of the flows are `A-B`. */
export function chain(...elements: string[]): string {
  const ids = elements.map((element) => /\sid="([^"]+)"/.exec(element)?.[1] ?? '')
  return (
    elements.join('') +
    ids
      .slice(1)
      .map((id, index) => flow(ids[index] ?? '', id))
      .join('')
  )
}

export function flow(source: string, target: string, condition?: string): string {
  const inside = condition === undefined ? '' : `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${condition}</bpmn:conditionExpression>`
  return `<bpmn:sequenceFlow id="${source}-${target}" sourceRef="${source}" targetRef="${target}">${inside}</bpmn:sequenceFlow>`
}

export const start = '<bpmn:startEvent id="Start"/>'
export const end = '<bpmn:endEvent id="End"/>'
export const task = (id: string, attributes = '', inside = '') => `<bpmn:userTask id="${id}" camunda:assignee="qy01" ${attributes}>${inside}</bpmn:userTask>`

/** A DMN 1.3 file around what is given. */
export function dmnFile(content: string, attributes = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:camunda="http://camunda.org/schema/1.0/dmn" id="Definitions_1" name="decisions" namespace="http://test" ${attributes}>
${content}
</definitions>`
}

export type TableSketch = {
  id?: string
  attributes?: string
  policy?: string
  /** Expressions of the input columns, each with an optional type after a colon: `days:integer`. */
  inputs?: string[]
  /** Names of the output columns, each with an optional type after a colon. */
  outputs?: string[]
  /** Values of the first output, in order of priority. */
  outputValues?: string
  otherwise?: string
  /** One text per column. */
  rules?: string[][]
  requires?: string[]
}

/** A decision with a table, written as short as a test can be read. */
export function dmnTable({ id = 'decide', attributes = '', policy = '', inputs = [], outputs = ['result'], rules = [], ...more }: TableSketch): string {
  const typed = (text: string): [string, string] => [text.replace(/:\w+$/, ''), /:(\w+)$/.exec(text)?.[1] ?? '']
  const typeRef = (type: string) => (type === '' ? '' : `typeRef="${type}"`)
  const input = inputs
    .map(typed)
    .map(
      ([text, type], index) => `<input id="${id}_i${index}" label="${escaped(text)}"><inputExpression ${typeRef(type)}>${body(text)}</inputExpression></input>`,
    )
  const output = outputs
    .map(typed)
    .map(
      ([name, type], index) =>
        `<output id="${id}_o${index}" name="${name}" ${typeRef(type)}>${index === 0 && more.outputValues ? `<outputValues>${body(more.outputValues)}</outputValues>` : ''}${
          index === 0 && more.otherwise ? `<defaultOutputEntry>${body(more.otherwise)}</defaultOutputEntry>` : ''
        }</output>`,
    )
  const rule = rules.map((cells, index) => {
    const entries = cells.map((cell, column) =>
      column < inputs.length ? `<inputEntry>${body(cell)}</inputEntry>` : `<outputEntry>${body(cell)}</outputEntry>`,
    )
    return `<rule id="${id}_r${index + 1}">${entries.join('')}</rule>`
  })
  const requirements = (more.requires ?? []).map((required) => `<informationRequirement><requiredDecision href="#${required}" /></informationRequirement>`)
  return `<decision id="${id}" name="${id}" ${attributes}>${requirements.join('')}<decisionTable ${policy}>${[...input, ...output, ...rule].join('')}</decisionTable></decision>`
}

/** A decision with a literal expression whose variable has the given name. */
export function dmnLiteral(id: string, variable: string, text: string, requires: string[] = []): string {
  const requirements = requires.map((required) => `<informationRequirement><requiredDecision href="#${required}" /></informationRequirement>`)
  return `<decision id="${id}" name="${id}"><variable name="${variable}" />${requirements.join('')}<literalExpression>${body(text)}</literalExpression></decision>`
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
const body = (text: string): string => `<text>${escaped(text)}</text>`

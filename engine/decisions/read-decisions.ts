import { error, type Finding } from '../bpmn/finding.ts'
import { children, idOf, localType, text, type ModelElement } from '../bpmn/model.ts'
import { compileDecision } from './compile/compile-decision.ts'
import { createFile } from './compile/file.ts'
import { circleFindings } from './compile/requirements.ts'
import type { Decision, DecisionModel } from './decision-model.ts'
import { parseDmn } from './parse-dmn.ts'

/**
 * A DMN 1.3 file as a compiled model and every finding, as for processes: all at once, with element ids, in Chinese and English. The model is only
 * to be used when no finding is an error.
 */
export async function readDecisions(xml: string): Promise<{ model: DecisionModel; findings: Finding[] }> {
  const { root, findings } = await parseDmn(xml)
  if (!root) return { model: { decisions: {}, names: [] }, findings }
  const file = createFile(root)
  const decisions = children(root, 'drgElement').filter((element) => localType(element) === 'decision')
  const compiled = decisions.map((element) => compileDecision(element, file))
  if (decisions.length === 0) file.report(error(idOf(root), 'decision', '文件中没有决策', 'The file holds no decision'))
  fileFindings(root, file.report)
  const model = { decisions: byId(compiled), names: file.names }
  return { model, findings: [...findings, ...file.findings, ...circleFindings(model)] }
}

const inert = new Set(['decision', 'inputData', 'knowledgeSource'])

/** What a file may hold besides decisions: input data and notes. Everything that would be logic somewhere else is refused by name. */
function fileFindings(root: ModelElement, report: (finding: Finding) => void): void {
  for (const element of children(root, 'drgElement')) if (!inert.has(localType(element))) report(unsupported(element, localType(element)))
  for (const element of children(root, 'import')) report(unsupported(element, 'import'))
  for (const name of ['expressionLanguage', 'typeLanguage']) {
    const language = text(root, name)
    if (language !== undefined && !/feel/i.test(language) && !/^juel$/i.test(language))
      report(error(idOf(root), 'language', `不支持语言 ${language}`, `The language ${language} is not supported`))
  }
}

function unsupported(element: ModelElement, name: string): Finding {
  return error(idOf(element), 'unsupported', `尚不支持 ${name}`, `${name} is not executed`)
}

const byId = (decisions: Decision[]): Record<string, Decision> => Object.fromEntries(decisions.map((decision) => [decision.id, decision]))

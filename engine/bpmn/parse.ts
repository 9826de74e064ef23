import { BpmnModdle } from 'bpmn-moddle'
import { error, type Finding } from './finding.ts'
import { checkText } from './check-text.ts'
import { children, isA, isElement, type ModelElement } from './model.ts'
import { isTooDeep } from './nesting.ts'
import { readXml, type XmlReading } from './read-xml.ts'
import { packages } from './schema/packages.ts'
import { unreadable } from './unreadable.ts'

/** `globalTasks` may be called from other files too. */
export type ParsedFile = { processes: ModelElement[]; globalTasks: ModelElement[]; root: ModelElement | undefined; findings: Finding[] }

/** Reads a BPMN file strictly: every warning of the parser is an error, because what it dropped would silently not run. */
export async function parseBpmn(xml: string): Promise<ParsedFile> {
  const refused = checkText(xml)
  return refused ? nothing([refused]) : toFile(await readXml(new BpmnModdle(packages), xml))
}

function toFile({ rootElement, warnings, findings: schema, failure }: XmlReading): ParsedFile {
  const findings = [...warnings.map(unreadable), ...schema]
  if (failure !== undefined) return nothing([...findings, unreadable({ message: failure })])
  const root = isElement(rootElement) ? rootElement : undefined
  if (root && isTooDeep(root)) return nothing([error('', 'nesting', '元素嵌套过深', 'Elements are nested too deeply')])
  const elements = root ? children(root, 'rootElements') : []
  return {
    root,
    processes: elements.filter(({ $type }) => $type === 'bpmn:Process'),
    globalTasks: elements.filter((element) => isA(element, 'bpmn:GlobalTask')),
    findings,
  }
}

const nothing = (findings: Finding[]): ParsedFile => ({ processes: [], globalTasks: [], root: undefined, findings })

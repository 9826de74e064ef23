import { DmnModdle } from 'dmn-moddle'
import { Reader, type Context } from 'moddle-xml'
import { checkText } from '../bpmn/check-text.ts'
import { error, type Finding } from '../bpmn/finding.ts'
import { isElement, type ModelElement } from '../bpmn/model.ts'
import { unreadable } from '../bpmn/unreadable.ts'
import camunda from './moddle/camunda-dmn.json' with { type: 'json' }

export type ParsedDmn = { root: ModelElement | undefined; findings: Finding[] }

const maxProblems = 200

const current = 'https://www.omg.org/spec/DMN/20191111/MODEL/'
/** DMN 1.1 and 1.2: what we execute is written alike in all three, and so Camunda 7 takes them too. */
const earlier = ['http://www.omg.org/spec/DMN/20151101/dmn.xsd', 'http://www.omg.org/spec/DMN/20180521/MODEL/']

/** Reads a DMN file strictly: every warning of the parser is an error, because what it dropped would silently not count. */
export async function parseDmn(xml: string): Promise<ParsedDmn> {
  const refused = checkText(xml)
  if (refused) return { root: undefined, findings: [refused] }
  const text = earlier.reduce((known, uri) => known.replaceAll(`"${uri}"`, `"${current}"`).replaceAll(`'${uri}'`, `'${current}'`), xml)
  const warnings: { message: string; element?: unknown }[] = []
  try {
    const { rootElement } = await read(text, warnings)
    const root = isElement(rootElement) ? rootElement : undefined
    return { root, findings: [...warnings.map(unreadable), ...(root ? [] : [error('', 'xml', '文件中没有决策', 'The file holds no decision')])] }
  } catch (cause) {
    return { root: undefined, findings: [...warnings, { message: cause instanceof Error ? cause.message : String(cause) }].map(unreadable) }
  }
}

function read(xml: string, warnings: { message: string; element?: unknown }[]) {
  const reader = new Reader({ model: new DmnModdle({ camunda }), lax: true })
  const handler = reader.handler('dmn:Definitions')
  let context: Context | undefined
  // The reader hands its context to the root handler: the one moment at which its list of warnings, each of which costs a look through the file, can be limited.
  Object.defineProperty(handler, 'context', {
    get: () => context,
    set(given: Context) {
      context = given
      given.addWarning = (warning) => {
        if (warnings.length >= maxProblems) throw new Error('too many problems')
        warnings.push(warning)
      }
    },
  })
  return reader.fromXML(xml.replace(/^\uFEFF/, ''), handler)
}

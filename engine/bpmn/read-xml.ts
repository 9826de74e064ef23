import { Reader, type Context, type ElementHandler } from 'moddle-xml'
import type { Finding } from './finding.ts'
import { isDataType, qualified, register } from './schema/identity.ts'
import { referenceFindings } from './schema/references.ts'
import { watch } from './schema/watch.ts'
import { malformed } from './schema/well-formed.ts'

/** `failure` says why nothing could be read; `warnings` what was dropped while reading; `findings` what the schema does not allow. */
export type XmlReading = { rootElement: unknown; warnings: Warning[]; findings: Finding[]; failure?: string }
export type Warning = { message: string; element?: unknown; error?: unknown; value?: unknown }

const maxProblems = 200

/**
 * Reads XML into a model. For each warning the parser looks for its line from the beginning of the file, which takes
 * minutes when everything is wrong: after two hundred it stops. Parsing itself does not recurse.
 */
export async function readXml(model: unknown, xml: string): Promise<XmlReading> {
  const reader = new Reader({ model, lax: true })
  const findings: Finding[] = [malformed(xml) ?? []].flat()
  const warnings: Warning[] = []
  const report = (finding: Finding) => void (findings.length < maxProblems && findings.push(finding))
  const handler = rootHandler(reader, warnings, report)
  try {
    const reading = await reader.fromXML(xml.replace(/^\uFEFF/, ''), handler)
    return { rootElement: reading.rootElement, warnings, findings: [...findings, ...referenceFindings(reading).slice(0, maxProblems)] }
  } catch (cause) {
    return { rootElement: undefined, warnings, findings, failure: cause instanceof Error ? cause.message : String(cause) }
  }
}

function rootHandler(reader: Reader, warnings: Warning[], report: (finding: Finding) => void): ElementHandler {
  let attributes: Readonly<Record<string, string>> = {}
  const handler = watch(reader.handler('bpmn:Definitions'), report)
  const create = handler.createElement
  handler.createElement = (tag) => {
    attributes = tag.attributes
    return create(tag)
  }
  Object.defineProperty(
    handler,
    'context',
    heldContext(warnings, report, () => attributes),
  )
  return handler
}

/** The reader hands its context to the root handler; that is the one moment at which its warnings can be limited and its ids be understood. */
function heldContext(
  warnings: Warning[],
  report: (finding: Finding) => void,
  rootAttributes: () => Readonly<Record<string, string>>,
): PropertyDescriptor & ThisType<object> {
  let context: Context | undefined
  return {
    get: () => context,
    set(given: Context) {
      context = given
      given.elementsById = qualified(given.elementsById, rootAttributes)
      given.addElement = (element) => register(given, element, report)
      given.addWarning = (warning) => {
        if (isDataType(warning, rootAttributes())) return
        if (warnings.length >= maxProblems) throw new Error('too many problems')
        warnings.push(warning)
      }
    },
  }
}

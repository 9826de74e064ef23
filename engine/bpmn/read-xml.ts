import { Reader } from 'moddle-xml'

/** `failure` says why nothing could be read; `warnings` what was dropped while reading. */
export type Reading = { rootElement: unknown; warnings: Warning[]; failure?: string }
export type Warning = { message: string; element?: unknown }

const maxWarnings = 200

/**
 * Reads XML into a model. For each warning the parser looks for its line from the beginning of the file, which takes
 * minutes when everything is wrong: after two hundred it stops. Parsing itself does not recurse.
 */
export async function readXml(model: unknown, xml: string): Promise<Reading> {
  const reader = new Reader({ model, lax: true })
  const handler = reader.handler('bpmn:Definitions')
  const warnings: Warning[] = []
  Object.defineProperty(handler, 'context', contextThatStops(warnings))
  try {
    const { rootElement } = await reader.fromXML(xml.replace(/^\uFEFF/, ''), handler)
    return { rootElement, warnings }
  } catch (cause) {
    return { rootElement: undefined, warnings, failure: cause instanceof Error ? cause.message : String(cause) }
  }
}

type Context = { addWarning(warning: Warning): void }

/** The reader hands its context to the root handler; that is the one moment at which its list of warnings can be limited. */
function contextThatStops(warnings: Warning[]): PropertyDescriptor & ThisType<object> {
  let context: Context | undefined
  return {
    get: () => context,
    set(given: Context) {
      context = given
      context.addWarning = (warning) => {
        if (warnings.length >= maxWarnings) throw new Error('too many problems')
        warnings.push(warning)
      }
    },
  }
}

import type { Knex } from 'knex'
import type { Capabilities } from '../bpmn/lint/rule.ts'
import type { FormsPort } from '../module.ts'
import type { Resource } from './deployer.ts'

export type CapabilityDeps = { db: Knex; elements: ReadonlySet<string>; handlers: ReadonlySet<string>; forms(): FormsPort }

/** What this installation can run for a tenant, asked with the file because what it refers to is looked up by the keys it names. */
export function createCapabilities({ db, elements, handlers, forms }: CapabilityDeps) {
  return async (xml: string, tenant: string, beside: readonly Resource[] = []): Promise<Capabilities> => {
    const [formKeys, decisions, processes] = await Promise.all([
      knownForms(forms(), namedIn(xml, 'formRef'), tenant),
      knownKeys(db, 'decision_definition', namedIn(xml, 'decisionRef'), tenant),
      knownKeys(db, 'definition', namedIn(xml, 'calledElement'), tenant),
    ])
    const besides = beside.map(({ content }) => content.toString('utf8'))
    const isBeside = (element: string, key: string) => besides.some((text) => definedIn(text, element).has(key))
    return {
      elements,
      handlers,
      hasForm: (key) => formKeys.has(key),
      hasDecision: (key, binding) => isBeside('decision', key) || (binding !== 'deployment' && decisions.has(key)),
      hasProcess: (key, binding) => isBeside('(?:process|global\\w*Task)', key) || (binding !== 'deployment' && processes.has(key)),
    }
  }
}

/** Values of an attribute, whatever its prefix. */
const namedIn = (xml: string, attribute: string): string[] => [
  ...new Set([...xml.matchAll(new RegExp(`${attribute}="([^"]{1,200})"`, 'g'))].map(([, key]) => key ?? '')),
]

/** Ids of elements of a kind in another file of the deployment. That file is checked on its own. */
function definedIn(xml: string, element: string): Set<string> {
  return new Set([...xml.matchAll(new RegExp(`<(?:\\w+:)?${element}\\s[^>]*?\\bid="([^"]{1,200})"`, 'g'))].map(([, id]) => id ?? ''))
}

async function knownForms(forms: FormsPort, keys: string[], tenant: string): Promise<Set<string>> {
  const found = await Promise.all(keys.map((key) => forms.resolve(key, tenant)))
  return new Set(keys.filter((_, index) => found[index] !== undefined))
}

async function knownKeys(db: Knex, table: 'definition' | 'decision_definition', keys: string[], tenant: string): Promise<Set<string>> {
  if (keys.length === 0) return new Set()
  const rows: { key: string }[] = await db(table).whereIn('tenant', ['', tenant]).whereIn('key', keys).distinct('key')
  return new Set(rows.map(({ key }) => key))
}

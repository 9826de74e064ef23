import { supportFacts, type Other, type SupportFact } from './support-facts.ts'

const marks: Record<Other, string> = { yes: 'yes', no: 'no', silent: 'deploys, no effect', unknown: '?' }

/**
 * docs/bpmn-support.md: element by element what is executed here, which rules refuse it when it is wrong, and what other engines do.
 * @param kinds those of the behaviour table
 * @param rules names of the linter's rules
 * @throws Error when a row names a kind or a rule that does not exist, or one of them is in no row: the table may not drift.
 */
export function supportTable(kinds: ReadonlySet<string>, rules: ReadonlySet<string>): string {
  const rows = Object.values(supportFacts).flat()
  complain('rule', rules, new Set(rows.flatMap((row) => row.rules)))
  complain('kind', kinds, new Set(rows.flatMap((row) => row.kinds)))
  const chapters = Object.entries(supportFacts).map(([title, facts]) => [`## ${title}`, '', ...header, ...facts.map((fact) => line(fact, kinds)), ''])
  return [...preface, ...chapters.flat()].join('\n')
}

const preface = [
  '# What of BPMN 2.0 is executed',
  '',
  'Made by `npm run docs:bpmn` from the behaviours (`engine/execution/behaviours/index.ts`) and the linter (`engine/bpmn/lint/index.ts`); a test holds it to them.',
  'Every row is executed as the standard says, or refused at deployment when the model breaks one of the rules; nothing passes through silently.',
  'Columns of other engines are what is known here of Camunda 7.24, Camunda 8.8 and Flowable 7, not measured; `?` where it is not known for sure. Corrections are welcome.',
  '',
]

const header = ['| Element | Here | Rules (`engine/bpmn/lint`) | Camunda 7 | Camunda 8 | Flowable |', '|---|---|---|---|---|---|']

function line({ element, kinds, rules, camunda7, camunda8, flowable }: SupportFact, known: ReadonlySet<string>): string {
  const missing = kinds.filter((kind) => !known.has(kind))
  const here = missing.length === 0 ? 'yes' : `refused: ${missing.join(', ')}`
  return `| ${element} | ${here} | ${rules.map(fileOf).join(', ')} | ${marks[camunda7]} | ${marks[camunda8]} | ${marks[flowable]} |`
}

/** `eventTriggers` → `event-triggers` */
const fileOf = (rule: string) => rule.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

function complain(what: string, existing: ReadonlySet<string>, shown: ReadonlySet<string>): void {
  const hidden = [...existing].filter((name) => !shown.has(name))
  if (hidden.length > 0) throw new Error(`no row of the support table shows the ${what} ${hidden.join(', ')}`)
  const gone = what === 'rule' ? [...shown].filter((name) => !existing.has(name)) : []
  if (gone.length > 0) throw new Error(`the support table names a ${what} that is none: ${gone.join(', ')}`)
}

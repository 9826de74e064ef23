import type { Finding } from '../../bpmn/finding.ts'
import { badRequest } from '../errors.ts'
import type { Language } from '../language.ts'

type Problem = { message: string; line: number; column: number; mainElementId: string | null; elementIds: string[]; rule: string }
type Report = { errors: Problem[]; warnings: Problem[] }

/** A refused deployment in Camunda's words: every problem of every file, with its place in the text. */
export function parseException(found: Record<string, Finding[]>, texts: Record<string, string>, language: Language) {
  const details: Record<string, Report> = {}
  for (const [name, findings] of Object.entries(found)) {
    const problem = problemIn(texts[name] ?? '', language)
    details[name] = {
      errors: findings.filter(({ severity }) => severity === 'error').map(problem),
      warnings: findings.filter(({ severity }) => severity === 'warning').map(problem),
    }
  }
  const lines = Object.entries(details).flatMap(([name, { errors }]) =>
    errors.map(({ message, line, column }) => `* ${message} | resource ${name} | line ${line} | column ${column}`),
  )
  return badRequest('ParseException', `ENGINE-09005 Could not parse BPMN process. Errors: \n${lines.join('\n')}`, { details })
}

/** Line and column, counted from 1, of the tag that carries the element's id; 0 where the problem is the file's. */
function problemIn(text: string, language: Language): (finding: Finding) => Problem {
  const starts = lineStarts(text)
  return ({ element, rule, message }) => {
    const { line, column } = placeOf(text, starts, element)
    return { message: message[language], line, column, mainElementId: element === '' ? null : element, elementIds: element === '' ? [] : [element], rule }
  }
}

function placeOf(text: string, starts: number[], element: string): { line: number; column: number } {
  const attribute = element === '' ? -1 : Math.max(text.indexOf(` id="${element}"`), text.indexOf(` id='${element}'`))
  if (attribute < 0) return { line: 0, column: 0 }
  const at = text.lastIndexOf('<', attribute)
  const line = starts.findLastIndex((start) => start <= at)
  return { line: line + 1, column: at - (starts[line] ?? 0) + 1 }
}

function lineStarts(text: string): number[] {
  return [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)]
}

import { error, type Finding } from './finding.ts'
import { isElement } from './model.ts'

type Pattern = [RegExp, (name: string) => { zh: string; en: string; element?: string }]

/** What the parser says, in both languages. The first group is the name it complains about. */
const patterns: Pattern[] = [
  [/too many problems/, () => ({ zh: '问题过多,仅列出前面的部分', en: 'There are too many problems; only the first are listed' })],
  [/duplicate ID <([^>]*)>/, (name) => ({ zh: `id ${name} 重复`, en: `The id ${name} is used twice`, element: name })],
  [/unknown attribute <([^>]*)>/, (name) => ({ zh: `未知的属性 ${name}`, en: `The attribute ${name} is unknown` })],
  [/unresolved reference <([^>]*)>/, (name) => ({ zh: `引用的元素 ${name} 不存在`, en: `The element ${name} that is referred to does not exist` })],
  [/(?:unknown type|unrecognized element|unexpected element) <([^>]*)>/, (name) => ({ zh: `未知的元素 ${name}`, en: `The element ${name} is unknown` })],
  [/missing namespace (?:for prefix|on) <([^>]*)>/, (name) => ({ zh: `未声明的命名空间前缀 ${name}`, en: `The namespace prefix ${name} is not declared` })],
  [/attribute <([^>]*)> already defined/, (name) => ({ zh: `属性 ${name} 重复`, en: `The attribute ${name} is given twice` })],
  [/unexpected body text <([^>]*)>/, (name) => ({ zh: `此处不应有文字“${name}”`, en: `There should be no text here: "${name}"` })],
]

/** A problem of the parser as a finding, with the line where it knows it. */
export function unreadable({ message, element, error: cause }: { message: string; element?: unknown; error?: unknown }): Finding {
  const line = lineOf(message)
  for (const [pattern, say] of patterns) {
    const name = pattern.exec(message)?.slice(1)[0]
    if (!pattern.test(message)) continue
    const said = say(shorten(name ?? ''))
    return error(said.element ?? (idOfElement(element) || ownerOf(cause)), 'xml', `${said.zh}${line.zh}`, `${said.en}${line.en}`)
  }
  const detail = shorten(message.slice(message.lastIndexOf('nested error: ')).replace('nested error: ', ''))
  return error(idOfElement(element) || ownerOf(cause), 'xml', `文件无法读取${line.zh}:${detail}`, `The file could not be read${line.en}: ${detail}`)
}

function lineOf(message: string): { zh: string; en: string } {
  const line = /\n\tline: (\d+)\n/.exec(message)?.[1]
  return line === undefined ? { zh: '', en: '' } : { zh: `(第 ${Number(line) + 1} 行)`, en: ` (line ${Number(line) + 1})` }
}

/** The parser quotes as much of the file as it likes; a finding quotes a few words. */
function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > 120 ? `${line.slice(0, 120)}…` : line
}

const idOfElement = (element: unknown): string => (isElement(element) ? (element.id ?? '') : '')

/** The element around what could not be read: see watch. */
const ownerOf = (cause: unknown): string => (cause instanceof Error && 'owner' in cause ? String(cause.owner) : '')

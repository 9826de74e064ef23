import { error, type Finding } from '../finding.ts'

/**
 * What XML 1.0 forbids and the parser overlooks, in one pass over the text: a bare `&`, `<` in a value, characters that are none, `--` in a comment,
 * a second declaration. It stops where something is left open, which the parser reports.
 */
export function malformed(xml: string): Finding | undefined {
  const problem = invalidCharacter.test(xml) ? say('文件含有 XML 不允许的字符', 'The file has characters that XML does not allow') : undefined
  return problem ?? scan(xml.replace(/^[\uFEFF\s]+/, ''))
}

const invalidCharacter = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/
const bareAmpersand = /&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-fA-F]{1,6});)/
const declaration = /^<\?xml\s+version=(?:"1\.[01]"|'1\.[01]')/

const say = (zh: string, en: string) => error('', 'xml', zh, en)
const ampersand = () => say('“&”须写成 &amp;', 'An & must be written as &amp;, or begin an entity that XML knows')

type Piece = { open: string; close: string; check: (content: string, at: number) => Finding | undefined }

const pieces: Piece[] = [
  { open: '<!--', close: '-->', check: (content) => (/--|-$/.test(content) ? say('注释中不能有“--”', 'A comment can not contain --') : undefined) },
  { open: '<![CDATA[', close: ']]>', check: () => undefined },
  { open: '<?', close: '?>', check: checkInstruction },
]

const tag: Piece = { open: '<', close: '>', check: checkTag }

function scan(xml: string): Finding | undefined {
  for (let at = 0; at < xml.length;) {
    const open = xml.indexOf('<', at)
    if (bareAmpersand.test(xml.slice(at, open < 0 ? undefined : open))) return ampersand()
    const { end, problem } = open < 0 ? nothingLeft : readPiece(xml, open)
    if (problem || end < 0) return problem
    at = end
  }
  return undefined
}

const nothingLeft = { end: -1, problem: undefined }

/** A comment, character data, an instruction or a tag; `end` is where the text goes on, -1 when it is left open. */
function readPiece(xml: string, at: number): { end: number; problem: Finding | undefined } {
  const { open, close, check } = pieces.find((piece) => xml.startsWith(piece.open, at)) ?? tag
  const end = close === tag.close ? endOfTag(xml, at) : xml.indexOf(close, at + open.length)
  return end < 0 ? nothingLeft : { end: end + close.length, problem: check(xml.slice(at + open.length, end), at) }
}

/** The `>` that is in no attribute value; -1 when a quote is left open. */
function endOfTag(xml: string, from: number): number {
  for (let at = from + 1; at < xml.length; at++) {
    const character = xml[at]
    if (character === '>') return at
    if (character === '"' || character === "'") at = xml.indexOf(character, at + 1)
    if (at < 0) return -1
  }
  return -1
}

function checkTag(content: string): Finding | undefined {
  if (bareAmpersand.test(content)) return ampersand()
  return content.includes('<') ? say('标签或属性值中的“<”须写成 &lt;', 'A < in a tag or a value must be written as &lt;') : undefined
}

function checkInstruction(content: string, at: number): Finding | undefined {
  if (!/^xml(?:\s|$)/i.test(content)) return undefined
  if (at > 0) return say('XML 声明只能在文件开头', 'The XML declaration can only stand at the beginning')
  return declaration.test(`<?${content}`) ? undefined : say('XML 版本无法识别', 'The XML version is not known')
}

/** Direction overrides can make a stored sentence read as another one; NUL and lone surrogates can not be stored at all. */
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]/
const loneSurrogate = /\p{Surrogate}/u
const lineBreak = /\r\n|[\r\n\u2028\u2029]/
/** What takes no ink: spaces, and characters of no width such as U+200B. */
const blank = /[\s\u00AD\u180E\u200B-\u200F\u2060-\u2064\uFEFF]/
/** Anything that shows. The braille blank and the Hangul fillers do not, though they are letters to Unicode. */
const visible = /[^\s\p{Default_Ignorable_Code_Point}\u2800]/u

export type CleanText = { ok: true; text: string } | { ok: false }

/**
 * One normal form for what people type: NFC, trimmed, line breaks as \n (or a space in single-line fields). Text that shows nothing
 * is empty. Linear in the length, which nobody has checked yet.
 */
export function cleanText(value: string, multiline: boolean): CleanText {
  if (forbidden.test(value) || loneSurrogate.test(value)) return { ok: false }
  if (!visible.test(value)) return { ok: true, text: '' }
  const text = value.normalize('NFC')
  return { ok: true, text: trimBlank(multiline ? text.replace(/\r\n?/g, '\n') : oneLine(text)) }
}

function oneLine(text: string): string {
  return lineBreak.test(text) ? text.split(lineBreak).map(trimBlank).join(' ') : text
}

/** By index: an expression such as `\s+$` takes a minute for a long run of spaces inside a text. */
function trimBlank(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && blank.test(text.charAt(start))) start += 1
  while (end > start && blank.test(text.charAt(end - 1))) end -= 1
  return text.slice(start, end)
}

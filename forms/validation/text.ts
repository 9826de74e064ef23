/** Direction overrides can make a stored sentence read as another one; NUL and lone surrogates can not be stored at all. */
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]/
const loneSurrogate = /\p{Surrogate}/u
const lineBreaks = /[ \t]*(?:\r\n|[\r\n\u2028\u2029])[ \t]*/g

export type CleanText = { ok: true; text: string } | { ok: false }

/** One normal form for what people type: NFC, trimmed, line breaks as \n (or a space in single-line fields). */
export function cleanText(value: string, multiline: boolean): CleanText {
  if (forbidden.test(value) || loneSurrogate.test(value)) return { ok: false }
  const text = value.normalize('NFC')
  return { ok: true, text: (multiline ? text.replace(/\r\n?/g, '\n') : text.replace(lineBreaks, ' ')).trim() }
}

const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t' }

/** The text of a FEEL string literal: `\"`, `\\`, `\n`, `\r`, `\t`, `\uXXXX`, `\UXXXXXX` (DMN 1.3, 10.3.1.2, rules 64 to 66). */
export function feelString(literal: string): string {
  return literal.slice(1, -1).replace(/\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})|(.))/gsu, (whole, unit?: string, point?: string, sign?: string) => {
    if (unit !== undefined) return String.fromCharCode(Number.parseInt(unit, 16))
    if (point !== undefined) return Number.parseInt(point, 16) > 0x10ffff ? whole : String.fromCodePoint(Number.parseInt(point, 16))
    return escapes[sign ?? ''] ?? sign ?? ''
  })
}

/** The same text without `\UXXXXXX`, which the library reads as `\uXXXX` and two more digits. */
export function withoutLongEscapes(text: string): string {
  return text.replace(/\\(?:\\|U([0-9a-fA-F]{6}))/g, (whole, point?: string) => {
    if (point?.startsWith('00')) return `\\u${point.slice(2)}`
    const code = Number.parseInt(point ?? '', 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}

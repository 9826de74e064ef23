/** MIME types that an extension in `filePattern` stands for: the store's type comes from content, so it is what we compare with. */
const typesOfExtension: Readonly<Record<string, readonly string[]>> = {
  jpg: ['image/jpeg'],
  jpeg: ['image/jpeg'],
  png: ['image/png'],
  webp: ['image/webp'],
  gif: ['image/gif'],
  pdf: ['application/pdf'],
  docx: ['application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  xlsx: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  pptx: ['application/vnd.openxmlformats-officedocument.presentationml.presentation'],
  zip: ['application/zip'],
  mp4: ['video/mp4'],
}

/** Extensions for which a published form may ask. */
export const knownExtensions: readonly string[] = Object.keys(typesOfExtension)

/** @returns the parts of a Form.io file pattern: `.jpg,.png` or `image/*`. */
export function patternParts(pattern: string): string[] {
  return pattern
    .split(/[,;|\s]+/)
    .map((part) => part.trim().toLowerCase())
    .filter((part) => part !== '')
}

export function matchesPattern(file: { type: string }, pattern: string): boolean {
  const parts = patternParts(pattern)
  return parts.length === 0 || parts.includes('*') || parts.some((part) => matchesPart(file.type, part))
}

function matchesPart(type: string, part: string): boolean {
  if (part.endsWith('/*')) return type.startsWith(part.slice(0, -1))
  if (part.includes('/')) return type === part
  return (typesOfExtension[part.replace(/^\*?\./, '')] ?? []).includes(type)
}

/** For a sentence: `jpg, png`. */
export const extensionsOf = (pattern: string): string =>
  patternParts(pattern)
    .map((part) => part.replace(/^\*?\./, ''))
    .join(', ')

const units: Readonly<Record<string, number>> = { '': 1, B: 1, KB: 1024, MB: 1024 ** 2, GB: 1024 ** 3 }

/** Form.io sizes: `10MB`, `500 KB`, or bytes. @returns bytes, or undefined when nothing sensible is set */
export function sizeOf(setting: unknown): number | undefined {
  if (typeof setting === 'number') return setting
  const parts = typeof setting === 'string' ? /^\s*(\d+(?:\.\d+)?)\s*([KMG]?B)?\s*$/i.exec(setting) : null
  return parts ? Number(parts[1]) * (units[(parts[2] ?? '').toUpperCase()] ?? 1) : undefined
}

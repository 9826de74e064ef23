/** 13 classes of basic management, 11 of site management: stable codes, named in the locale files. */
const numbers = (prefix: string, count: number) => Array.from({ length: count }, (_, index) => `${prefix}${String(index + 1).padStart(2, '0')}`)

export const categoryGroups = [
  { code: 'JC', codes: numbers('JC', 13) },
  { code: 'XC', codes: numbers('XC', 11) },
]

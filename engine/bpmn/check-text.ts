import { error, type Finding } from './finding.ts'

const limits = { bytes: 1_048_576, namespaces: 1000 }

/** What can be refused before the parser sees it, in time that grows with the length of the text and no faster. */
export function checkText(xml: string): Finding | undefined {
  if (Buffer.byteLength(xml) > limits.bytes) return error('', 'size', '文件超过 1 MB', 'The file is larger than 1 MB')
  if (/<!DOCTYPE|<!ENTITY/i.test(xml)) return error('', 'doctype', '不允许 DOCTYPE 或 ENTITY 声明', 'DOCTYPE and ENTITY declarations are not allowed')
  if (hasMoreThan(xml, 'xmlns', limits.namespaces))
    return error('', 'size', `命名空间声明超过 ${limits.namespaces} 处`, `There are more than ${limits.namespaces} namespace declarations`)
  return undefined
}

/** The parser copies all namespaces in force at each new one: thousands of them would keep it busy for a minute. */
function hasMoreThan(xml: string, part: string, limit: number): boolean {
  let count = 0
  for (let at = xml.indexOf(part); at >= 0; at = xml.indexOf(part, at + part.length)) if (++count > limit) return true
  return false
}

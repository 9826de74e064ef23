import { textOf, typeOf } from '../../component.ts'
import { knownExtensions, patternParts, sizeOf } from '../../validation/file-limits.ts'
import type { LintRule } from './finding.ts'

/** Files go to our own store only, with a type and a size that the server can check. */
export const file: LintRule = ({ component }) => {
  if (typeOf(component) !== 'file') return []
  if (component.storage !== 'url' || component.url !== '/api/files' || component.options) return [{ property: 'storage', code: 'file.storage' }]
  const parts = patternParts(textOf(component.filePattern))
  const checkable = parts.every((part) => part.includes('/') || knownExtensions.includes(part.replace(/^\*?\./, '')))
  if (parts.length === 0 || !checkable) return [{ property: 'filePattern', code: 'file.limits' }]
  return sizeOf(component.fileMaxSize) === undefined ? [{ property: 'fileMaxSize', code: 'file.limits' }] : []
}

import type { LintRule } from './finding.ts'

/** Settings by which a component would switch off its own checks, or that mean a feature the server does not honour. */
export const reserved: LintRule = ({ component }) => {
  const faults = ['modelType', 'scope', 'tree', 'fetch', 'datasource', 'dataSource', 'serverOverride', 'refreshOn'].filter((name) => component[name])
  if (component.persistent === false || component.persistent === 'client-only') faults.push('persistent')
  if (component.clearOnHide === false) faults.push('clearOnHide')
  if (component.validateWhenHidden === true) faults.push('validateWhenHidden')
  if (component.encrypted === true || component.protected === true) faults.push('encrypted')
  return faults.map((property) => ({ property, code: 'reserved' }))
}

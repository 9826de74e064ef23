import { children, text } from '../model.ts'
import { refuse, type FileRule } from './rule.ts'

/** Data types only describe; what other files define would be executed, and is not read. */
export const imports: FileRule = ({ root }) =>
  children(root, 'imports')
    .filter((each) => !/XMLSchema/.test(text(each, 'importType') ?? ''))
    .map((each) => {
      const from = text(each, 'location') ?? ''
      return refuse(root, 'supported-element', `不读取从 ${from} 导入的定义`, `Definitions imported from ${from} are not read`)
    })

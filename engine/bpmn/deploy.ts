import { compileGlobalTask, compileProcess } from './compile/compile.ts'
import { error, type Finding } from './finding.ts'
import type { ProcessGraph } from './graph.ts'
import { lintFile, lintProcess } from './lint/index.ts'
import type { Capabilities } from './lint/rule.ts'
import { flag, idOf, type ModelElement } from './model.ts'
import { parseBpmn } from './parse.ts'

const maxFindings = 1000

/**
 * Everything a deployment needs to know about a file: its executable processes, and the global tasks beside them, as graphs, and every
 * finding. A file of global tasks alone is a library that others call; beside processes that are only drawn they are drawn too.
 */
export async function readForDeployment(xml: string, can: Capabilities): Promise<{ graphs: ProcessGraph[]; findings: Finding[] }> {
  const { processes, globalTasks, root, findings } = await parseBpmn(xml)
  const executable = processes.filter((process) => flag(process, 'isExecutable'))
  const callable = executable.length > 0 || processes.length === 0 ? globalTasks : []
  const compiled = [...executable.map((process) => checkAndCompile(process, can)), ...callable.map(compileGlobalTask)]
  if (root && !compiled.some(isTooLarge)) findings.push(...lintFile(root, executable, can))
  if (root && processes.length + globalTasks.length === 0) findings.push(error('', 'process', '文件中没有流程', 'The file holds no process'))
  const all = [...findings, ...compiled.flatMap((each) => each.findings)]
  return { graphs: compiled.flatMap(({ graph }) => (graph ? [graph] : [])), findings: limited(unique(all)) }
}

/** A process that is too large is not compiled: doing so is what the limit protects from. */
function checkAndCompile(process: ModelElement, can: Capabilities): { graph?: ProcessGraph; findings: Finding[] } {
  const findings = lintProcess(process, can)
  if (isTooLarge({ findings })) return { findings }
  const compiled = compileProcess(process)
  return { graph: compiled.graph, findings: [...findings, ...compiled.findings] }
}

const isTooLarge = ({ findings }: { findings: Finding[] }) => findings.some(({ rule }) => rule === 'size' || rule === 'nesting')

/** Compiles what was deployed before: findings of a later linter do not stop it. @throws Error when the process is not in the file. */
export async function compileDeployed(xml: string, key: string): Promise<ProcessGraph> {
  const { processes, globalTasks } = await parseBpmn(xml)
  const process = processes.find((each) => idOf(each) === key)
  if (process) return compileProcess(process).graph
  const task = globalTasks.find((each) => idOf(each) === key)
  if (!task) throw new Error(`process ${key} is not in its file`)
  return compileGlobalTask(task).graph
}

function unique(findings: Finding[]): Finding[] {
  const seen = new Set<string>()
  return findings.filter((finding) => {
    const key = `${finding.element} ${finding.rule} ${finding.message.en}`
    return seen.has(key) ? false : Boolean(seen.add(key))
  })
}

/** All of them, unless there are more than anyone could read or a browser show. */
function limited(findings: Finding[]): Finding[] {
  if (findings.length <= maxFindings) return findings
  return [
    ...findings.slice(0, maxFindings),
    error('', 'size', `问题过多,仅列出前 ${maxFindings} 项`, `There are too many problems; only the first ${maxFindings} are listed`),
  ]
}

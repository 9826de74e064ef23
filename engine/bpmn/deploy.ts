import { compileProcess } from './compile/compile.ts'
import type { Finding } from './finding.ts'
import type { ProcessGraph } from './graph.ts'
import { lintProcess } from './lint/index.ts'
import type { Capabilities } from './lint/rule.ts'
import { error } from './finding.ts'
import { flag, idOf } from './model.ts'
import { parseBpmn } from './parse.ts'

/** Everything a deployment needs to know about a file: its executable processes as graphs and every finding. */
export async function readForDeployment(xml: string, can: Capabilities): Promise<{ graphs: ProcessGraph[]; findings: Finding[] }> {
  const { processes, root, findings } = await parseBpmn(xml)
  if (root && processes.length === 0) findings.push(error('', 'process', '文件中没有流程', 'The file holds no process'))
  const executable = processes.filter((process) => flag(process, 'isExecutable'))
  const graphs = executable.map((process) => {
    const compiled = compileProcess(process)
    findings.push(...lintProcess(process, can), ...compiled.findings)
    return compiled.graph
  })
  return { graphs, findings: unique(findings) }
}

/** Compiles what was deployed before: findings of a later linter do not stop it. @throws Error when the process is not in the file. */
export async function compileDeployed(xml: string, key: string): Promise<ProcessGraph> {
  const { processes } = await parseBpmn(xml)
  const process = processes.find((each) => idOf(each) === key)
  if (!process) throw new Error(`process ${key} is not in its file`)
  return compileProcess(process).graph
}

function unique(findings: Finding[]): Finding[] {
  const seen = new Set<string>()
  return findings.filter((finding) => {
    const key = `${finding.element} ${finding.rule} ${finding.message.en}`
    return seen.has(key) ? false : Boolean(seen.add(key))
  })
}

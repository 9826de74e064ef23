import type { DeploymentRow } from './deployment.ts'
import type { JoinRow } from './inclusive.ts'
import type { InterpreterRow } from './interpreter.ts'
import type { LoopRow } from './multi-instance.ts'

export type Row = { name: string; perSecond: number; ratio: number; nodeUs: number; databaseUs: number; p50: number; p99: number }
export type Large = { loops: LoopRow[]; joins: JoinRow[]; deployment: DeploymentRow[] }
export type Report = { machine: string; rounds: number; count: number; sections: { title: string; rows: Row[] }[]; interpreter: InterpreterRow[]; large: Large }

/** The page docs/bench.md: medians, ratios to the floor of the same round, and the machine they come from. */
export function report({ machine, rounds, count, sections, interpreter, large }: Report): string {
  return [
    '# Benchmarks',
    '',
    'Made by `npm run bench -- --write`. Medians of interleaved rounds; the ratio is taken within each round, against F0 of that round,',
    'per durable step. Absolute figures move from machine to machine: hold the ratios. CPU is per operation; on SQLite the database is in the node process.',
    '',
    `Machine: ${machine}. ${rounds} rounds of ${count} operations.`,
    '',
    ...sections.flatMap(({ title, rows }) => [
      `## ${title}`,
      '',
      '| Case | per second | of F0 | node µs | database µs | p50 ms | p99 ms |',
      '|---|---|---|---|---|---|---|',
      ...rows.map(line),
      '',
    ]),
    '## Interpreter alone, from wait state to wait state',
    '',
    '| Activities in the process | µs per step | compile ms |',
    '|---|---|---|',
    ...interpreter.map((row) => `| ${row.activities} | ${row.usPerStep.toFixed(1)} | ${row.compileMs.toFixed(0)} |`),
    '',
    '## Multi-instance user tasks, SQLite, one client; per instance of the loop',
    '',
    '| Kind | Instances | create µs CPU | complete µs CPU | complete µs |',
    '|---|---|---|---|---|',
    ...large.loops.map(
      (row) => `| ${row.kind} | ${row.instances} | ${row.createCpuUs.toFixed(0)} | ${row.completeCpuUs.toFixed(0)} | ${row.completeUs.toFixed(0)} |`,
    ),
    '',
    '## Inclusive join, interpreter alone',
    '',
    '| Tokens that may still come | µs per completed task |',
    '|---|---|',
    ...large.joins.map((row) => `| ${row.tokens} | ${row.usPerStep.toFixed(0)} |`),
    '',
    '## Deployment: read, check, compile, store',
    '',
    '| Elements | ms |',
    '|---|---|',
    ...large.deployment.map((row) => `| ${row.elements} | ${row.ms.toFixed(0)} |`),
    '',
  ].join('\n')
}

function line({ name, perSecond, ratio, nodeUs, databaseUs, p50, p99 }: Row): string {
  return `| ${name} | ${perSecond.toFixed(0)} | ${ratio.toFixed(2)} | ${nodeUs.toFixed(0)} | ${databaseUs.toFixed(0)} | ${p50.toFixed(1)} | ${p99.toFixed(1)} |`
}

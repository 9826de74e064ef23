import { readdirSync, readFileSync } from 'node:fs'

/** What one case of one round cost. `perSecond` counts operations; CPU is per operation, in microseconds. */
export type Sample = { perSecond: number; nodeUs: number; databaseUs: number; p50: number; p99: number }

/** Runs `work` for each of `count` operations with `clients` at once. Latencies are in milliseconds. */
export async function measure(
  { count, clients, databasePid }: { count: number; clients: number; databasePid: number | undefined },
  work: (index: number) => Promise<void>,
): Promise<Sample> {
  const latencies: number[] = []
  let next = 0
  const client = async () => {
    while (next < count) {
      const index = next++
      const from = performance.now()
      await work(index)
      latencies.push(performance.now() - from)
    }
  }
  const cpu = process.cpuUsage()
  const databaseBefore = cpuOfTree(databasePid)
  const from = performance.now()
  await Promise.all(Array.from({ length: clients }, client))
  const seconds = (performance.now() - from) / 1000
  const used = process.cpuUsage(cpu)
  latencies.sort((left, right) => left - right)
  const at = (share: number) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0
  return {
    perSecond: count / seconds,
    nodeUs: (used.user + used.system) / count,
    databaseUs: ((cpuOfTree(databasePid) - databaseBefore) * 10_000) / count,
    p50: at(0.5),
    p99: at(0.99),
  }
}

/** Clock ticks (10 ms) that a process and everything it started have used, from /proc; 0 where there is none. */
function cpuOfTree(pid: number | undefined): number {
  if (pid === undefined) return 0
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap(readStat)
  const wanted = new Set([pid])
  for (let grew = true; grew;) {
    const children = processes.filter((each) => wanted.has(each.parent) && !wanted.has(each.pid))
    for (const child of children) wanted.add(child.pid)
    grew = children.length > 0
  }
  return processes.filter((each) => wanted.has(each.pid)).reduce((sum, each) => sum + each.ticks, 0)
}

function readStat(name: string): { pid: number; parent: number; ticks: number }[] {
  try {
    const fields = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return [{ pid: Number(name), parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) + Number(fields[13]) + Number(fields[14]) }]
  } catch {
    // The process ended between the listing and the reading.
    return []
  }
}

export function median(values: number[]): number {
  const sorted = [...values].sort((left, right) => left - right)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

/** Microseconds of CPU that this process has used: what a machine that is busy with something else does not stretch much. */
export function cpuUs(): number {
  const { user, system } = process.cpuUsage()
  return user + system
}

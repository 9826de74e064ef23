import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A new folder for files of this test run. Its name holds our process number, so that a later run can tell that nobody needs it any more. */
export function scratchFolder(kind: string): string {
  return mkdtempSync(join(tmpdir(), `chazhi-${kind}-${process.pid}-`))
}

/** Removes what killed runs could not remove themselves. */
export function sweepScratchFolders(): void {
  for (const name of readdirSync(tmpdir())) {
    const owner = /^chazhi-[a-z]+-(\d+)-/.exec(name)?.[1]
    if (owner !== undefined && !isRunning(Number(owner))) rmSync(join(tmpdir(), name), { recursive: true, force: true })
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { appError } from './errors.ts'
import { newId } from './ids.ts'

/**
 * Makes a folder and those above it. Not mkdir's own `recursive`: where the system refuses with "no such file" (below /proc, on some
 * network drives) it tries for ever. Throws what the system says.
 */
export function makeFolder(path: string): void {
  if (existsSync(path)) return
  if (dirname(path) !== path) makeFolder(dirname(path))
  try {
    mkdirSync(path)
  } catch (error) {
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw error
  }
}

/** The data folder exists and can be written. Errors: config.invalid, so that a start says so in a sentence instead of failing at the first photo. */
export function prepareDataDir(dataDir: string): void {
  const probe = join(dataDir, `.probe-${newId()}`)
  try {
    makeFolder(dataDir)
    writeFileSync(probe, '')
    rmSync(probe)
  } catch (error) {
    throw appError('config.invalid', { variable: 'DATA_DIR', value: dataDir }, error)
  }
}

import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { builds, root } from '../../engine/start/paths.mjs'
import { runNode } from './step.mjs'

const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')

/**
 * A step that runs one project of vitest.config.ts and counts its tests. A file that could not be loaded, or an error outside a test,
 * counts as one failure, so that a broken run is never a green one.
 */
export function tests(project, options = {}) {
  const { cwd = root, only = [], label = project } = options
  return async () => {
    const report = join(builds, 'results', `${label}.json`)
    mkdirSync(join(builds, 'results'), { recursive: true })
    rmSync(report, { force: true })
    const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${report}`]
    const code = await runNode([vitest, 'run', '--project', project, ...reporters, ...only], { ...options, cwd })
    const { passed, failed } = existsSync(report) ? countsOf(JSON.parse(readFileSync(report, 'utf8'))) : { passed: 0, failed: 0 }
    return { passed, failed: code !== 0 && failed === 0 ? 1 : failed }
  }
}

/** A skipped test is not a passed one: it counts as failed. */
function countsOf({ numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults }) {
  const unloaded = testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0).length
  return { passed: numPassedTests, failed: numFailedTests + numPendingTests + numTodoTests + unloaded }
}

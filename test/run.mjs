/**
 * `npm test`: installs what is missing, then checks everything, tells each step in one line, and goes on after a failure.
 * The last line counts tests, and each static check as one. `--results <file>` writes the two numbers there instead.
 * `--only <step>` runs one step.
 */
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { installMissing } from '../engine/start/install.mjs'
import { root } from '../engine/start/paths.mjs'
import { engineAlone } from './run/engine-alone.mjs'
import { check, runStep } from './run/step.mjs'
import { tests } from './run/tests.mjs'

await installMissing({ dev: true })

const steps = [
  ['types', check('vue-tsc', '--noEmit', '-p', 'tsconfig.json')],
  ['lint', check('eslint', '.')],
  ['format', check('prettier', '--check', '--log-level', 'warn', '.')],
  ['boundaries', check('dependency-cruiser', '--config', '.dependency-cruiser.cjs', ...sourceFolders())],
  ['dead code', check('knip', '--no-progress')],
  ['builds', check('engine/start.mjs', '--build-only')],
  ['engine alone', engineAlone],
  ['server tests', tests('server')],
  ['browser tests', tests('browser')],
]

const results = []
const only = option('--only')
for (const [name, work] of steps) if (only === undefined || only === name) results.push(await runStep(name, work))

console.log('')
for (const { line } of results) console.log(line)

const passed = results.reduce((sum, result) => sum + result.passed, 0)
const failed = results.reduce((sum, result) => sum + result.failed, 0)
const file = option('--results')
if (file === undefined) console.log(`${passed} passed, ${failed} failed`)
else writeFileSync(file, JSON.stringify({ passed, failed }))
process.exitCode = failed === 0 ? 0 : 1

function option(name) {
  const place = process.argv.indexOf(name)
  return place === -1 ? undefined : process.argv[place + 1]
}

/** Git keeps no empty folders, and the engine may stand alone. */
function sourceFolders() {
  return ['engine', 'forms', 'processes', 'plugins', 'runtime-ui', 'admin-ui'].filter((folder) => existsSync(join(root, folder)))
}

/**
 * `npm test`: installs what is missing, then checks everything, tells each step in one line, and goes on after a failure.
 * The last line counts tests, and each static check as one. `--results <file>` writes the two numbers there instead.
 */
import { writeFileSync } from 'node:fs'
import { installMissing } from '../engine/start/install.mjs'
import { engineAlone } from './run/engine-alone.mjs'
import { check, runStep } from './run/step.mjs'
import { tests } from './run/tests.mjs'

await installMissing({ dev: true })

const steps = [
  ['types', check('vue-tsc', '--noEmit', '-p', 'tsconfig.json')],
  ['lint', check('eslint', '.')],
  ['format', check('prettier', '--check', '--log-level', 'warn', '.')],
  ['boundaries', check('dependency-cruiser', '--config', '.dependency-cruiser.cjs', 'engine', 'forms', 'processes', 'plugins', 'runtime-ui', 'admin-ui')],
  ['dead code', check('knip', '--no-progress')],
  ['builds', check('engine/start.mjs', '--build-only')],
  ['engine alone', engineAlone],
  ['server tests', tests('server')],
  ['browser tests', tests('browser')],
]

const results = []
for (const [name, work] of steps) results.push(await runStep(name, work))

console.log('')
for (const { line } of results) console.log(line)

const passed = results.reduce((sum, result) => sum + result.passed, 0)
const failed = results.reduce((sum, result) => sum + result.failed, 0)
const file = process.argv[process.argv.indexOf('--results') + 1]
if (process.argv.includes('--results')) writeFileSync(file, JSON.stringify({ passed, failed }))
else console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

/**
 * The server tests once more on Node 24, whose SQLite driver is Node's own. Node comes as a package of the registry, beside the tree.
 * `--results <file>` writes the numbers of passed and failed tests there.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { builds } from '../../engine/start/paths.mjs'
import { runStep } from './step.mjs'
import { tests } from './tests.mjs'

const node = installedNode24()
const result = node === undefined ? notTested() : await runStep('server tests on Node 24', tests('server', { node, label: 'server-node24' }))
console.log(`\n${result.line}`)
writeFileSync(process.argv[process.argv.indexOf('--results') + 1], JSON.stringify({ passed: result.passed, failed: result.failed }))

/** The package `node` fetches its binary in an install script; we name the binary's package ourselves and need no script. */
function installedNode24() {
  const folder = join(builds, 'node24')
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const name = `node-${platform}-${process.arch}`
  const binary = join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (!runs(binary)) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'package.json'), '{ "private": true }')
    const parameters = ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', `${name}@24`]
    spawnSync('npm', parameters, { cwd: folder, stdio: 'inherit', shell: process.platform === 'win32' })
  }
  return runs(binary) ? binary : undefined
}

function runs(binary) {
  return existsSync(binary) && spawnSync(binary, ['--version'], { encoding: 'utf8' }).stdout?.startsWith('v24.') === true
}

function notTested() {
  return { passed: 0, failed: 0, line: 'NOT TESTED on Node 24: the registry gave no Node 24 for this machine.' }
}

import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../engine/start/paths.mjs'

/** Runs one step and says how it went. A step answers how many checks passed and failed in it. */
export async function runStep(name, work) {
  console.log(`\n── ${name}`)
  const began = performance.now()
  const { passed, failed } = await work()
  const seconds = ((performance.now() - began) / 1000).toFixed(0)
  const line = `${failed === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s): ${passed} good, ${failed} bad`
  return { passed, failed, line }
}

/** A step that is one check: a program of node_modules by its package name, or a script of ours. */
export function check(program, ...parameters) {
  return async () => ((await runNode([scriptOf(program), ...parameters])) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 })
}

/** @returns the exit code; output goes to the console. Started directly and not through npx, which would reach for the network. */
export function runNode(parameters, { cwd = root, node = process.execPath } = {}) {
  return new Promise((resolve) => {
    const child = spawn(node, parameters, { cwd, stdio: 'inherit' })
    child.once('error', (error) => {
      console.error(error.message)
      resolve(1)
    })
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

function scriptOf(program) {
  const folder = join(root, 'node_modules', program)
  if (!existsSync(folder)) return join(root, program)
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return join(folder, typeof bin === 'string' ? bin : (bin[program] ?? Object.values(bin)[0]))
}

import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { builds, root } from './paths.mjs'
import { sentence, step } from './say.mjs'
import { filesBelow, hashOf, unlessFresh } from './stale.mjs'

/**
 * Builds the user interface into .build/runtime-ui as vite.config.ts says. Contracts (*.api.ts) are part of it, so a change anywhere in
 * the sources builds it again: a needless minute is better than a page that speaks another contract than the server.
 */
export async function buildUi() {
  if (!existsSync(join(root, 'runtime-ui', 'index.html'))) return
  const sources = filesBelow(['runtime-ui', 'admin-ui', 'engine', 'forms', 'processes', 'plugins', 'vite.config.ts', 'package-lock.json'], isPartOfUi)
  await unlessFresh('runtime-ui', join(builds, 'runtime-ui'), hashOf(sources), () => step('building-ui', vite))
}

function isPartOfUi(file) {
  return (
    /^(runtime-ui|admin-ui)\//.test(file) ||
    /(\.api\.ts|\/(component|builder)\.ts|\.json|^vite\.config\.ts)$/.test(file) ||
    /^(engine\/(http|identity|bpmn\/moddle)|forms)\//.test(file)
  )
}

/** A process of its own: the bundler's memory goes when it is done. */
function vite() {
  return new Promise((resolve, reject) => {
    const program = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
    const child = spawn(process.execPath, [program, 'build', '--logLevel', 'warn'], { cwd: root, stdio: 'inherit' })
    child.once('error', reject)
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(sentence('ui-failed', { code })))))
  })
}

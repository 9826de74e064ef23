import { existsSync, readFileSync } from 'node:fs'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from './paths.mjs'
import { sentence, step } from './say.mjs'

/**
 * Makes node_modules fit package-lock.json, by comparing it with the record npm keeps of what it installed. An installation with
 * development packages also serves `npm start`, and stays one when it must be renewed. Install scripts are never needed.
 */
export async function installMissing({ dev }) {
  const installed = packagesOf('node_modules/.package-lock.json')
  const wanted = packagesOf('package-lock.json')
  if (fits(wanted, installed, dev)) return
  const everything = dev || isDevelopment(wanted, installed)
  await step('installing', () => npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', ...(everything ? [] : ['--omit=dev'])]))
}

function packagesOf(lockFile) {
  const path = join(root, lockFile)
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : {}
}

/** Optional packages are binaries for other machines: npm leaves them out where they do not fit. */
function fits(wanted, installed, dev) {
  return Object.entries(wanted).every(([path, { version, optional, devOptional, dev: isDev }]) => {
    if (path === '' || optional || devOptional || (isDev && !dev)) return true
    return installed[path]?.version === version
  })
}

function isDevelopment(wanted, installed) {
  return Object.entries(wanted).some(([path, { dev }]) => dev && installed[path] !== undefined)
}

function npm(parameters) {
  return new Promise((resolve, reject) => {
    const child = spawn('npm', parameters, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' })
    child.once('error', reject)
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(sentence('install-failed', { code })))))
  })
}

/**
 * `npm start`: installs what is missing, builds what is stale, then becomes the server. Plain JavaScript without dependencies,
 * because it runs before anything is installed and before TypeScript can.
 * `--build-only` stops after the builds.
 */
import { say } from './start/say.mjs'

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  say('node-too-old', { found: process.versions.node })
  process.exit(1)
}

try {
  const { installMissing } = await import('./start/install.mjs')
  const { buildServer } = await import('./start/build-server.mjs')
  const { buildUi } = await import('./start/build-ui.mjs')
  await installMissing({ dev: false })
  const main = await buildServer()
  await buildUi()
  if (!process.argv.includes('--build-only')) await import(main)
} catch (error) {
  say('failed', { reason: error.message })
  if (error.cause !== undefined) console.error(error.cause)
  process.exitCode = 1
}

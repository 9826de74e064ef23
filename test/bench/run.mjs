import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { build } from 'esbuild'

/** `npm run bench`: measures beside the floor in one run and prints ratios; `--write` also puts them into docs/bench.md. */
const root = join(import.meta.dirname, '..', '..')
const outfile = join(root, '.build', 'bench', 'main.js')
await build({
  entryPoints: [join(import.meta.dirname, 'main.ts')],
  outfile,
  bundle: true,
  packages: 'external',
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  sourcemap: true,
  logLevel: 'warning',
})
const { status } = spawnSync(process.execPath, ['--enable-source-maps', outfile, ...process.argv.slice(2)], { stdio: 'inherit', cwd: root })
process.exitCode = status ?? 1

import { renameSync, rmSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { builds, root } from './paths.mjs'
import { step } from './say.mjs'
import { filesBelow, hashOf, unlessFresh } from './stale.mjs'

/**
 * Node 20 cannot run TypeScript: the server's sources become JavaScript in .build/server, file by file in the same tree, with source maps.
 * Files beside the code (.bpmn, forms, locales) are read from the source tree (engine/root.ts), except imported JSON, which becomes code.
 * @returns the URL of main.js
 */
export async function buildServer() {
  const target = join(builds, 'server')
  const sources = filesBelow(['engine', 'forms', 'processes', 'plugins'], (file) => /\.(ts|json)$/.test(file) && !file.endsWith('.d.ts'))
  const hash = hashOf([...sources, 'package-lock.json', 'engine/start/build-server.mjs'])
  await unlessFresh('server', target, hash, () => step('building-server', () => transpile(sources, target)))
  return pathToFileURL(join(target, 'engine', 'main.js')).href
}

/** Into a folder of its own first, so that a build that fails or is killed leaves the old one whole. */
async function transpile(sources, target) {
  const esbuild = await import('esbuild')
  const fresh = `${target}.${process.pid}`
  try {
    await esbuild.build({
      absWorkingDir: root,
      entryPoints: sources.filter((file) => file.endsWith('.ts')),
      outbase: root,
      outdir: fresh,
      bundle: true,
      plugins: [keepFilesApart],
      packages: 'external',
      format: 'esm',
      platform: 'node',
      target: 'node20.19',
      sourcemap: true,
      logLevel: 'silent',
    })
    rmSync(target, { recursive: true, force: true })
    renameSync(fresh, target)
  } finally {
    rmSync(fresh, { recursive: true, force: true })
    await esbuild.stop()
  }
}

/** One module stays one file: nothing is loaded twice, and stack traces and import.meta name the place in the tree. */
const keepFilesApart = {
  name: 'keep-files-apart',
  setup(build) {
    build.onResolve({ filter: /^\.{1,2}\/.*\.ts$/ }, ({ path, kind, importer, resolveDir }) => {
      if (kind === 'entry-point') return undefined
      const own = relative(dirname(importer), join(resolveDir, path)).replaceAll('\\', '/')
      return { path: (own.startsWith('.') ? own : `./${own}`).replace(/\.ts$/, '.js'), external: true }
    })
  },
}

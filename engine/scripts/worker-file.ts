import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { moduleFile, projectRoot } from '../root.ts'

/**
 * The JavaScript file of a worker. When the sources run (tests), a worker can not: Node 20 does not read TypeScript, and what translates for the main
 * thread is not there. It is bundled then, once per content, below .build, from where packages are found.
 * @param sourcePath relative to the project root
 */
export async function workerFile(sourcePath: string): Promise<string> {
  const file = moduleFile(sourcePath)
  return file.endsWith('.ts') ? bundled(file) : file
}

async function bundled(source: string): Promise<string> {
  const { build } = await import('esbuild')
  const { outputFiles } = await build({
    absWorkingDir: projectRoot,
    entryPoints: [source],
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    write: false,
    logLevel: 'silent',
  })
  const text = outputFiles[0]?.text ?? ''
  const folder = join(projectRoot, '.build', 'workers')
  const file = join(folder, `${createHash('sha256').update(text).digest('hex').slice(0, 32)}.mjs`)
  if (existsSync(file)) return file
  mkdirSync(folder, { recursive: true })
  const own = `${file}.${process.pid}`
  writeFileSync(own, text)
  renameSync(own, file)
  return file
}

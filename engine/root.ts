import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** The folder that holds package.json, whether the sources run or what was transpiled into .build. */
export const projectRoot = findRoot(dirname(fileURLToPath(import.meta.url)))

const runsSources = import.meta.url.endsWith('.ts')
const codeRoot = runsSources ? projectRoot : join(projectRoot, '.build', 'server')

/** URL to import a module by its source path from the project root: `forms/module.ts`. */
export function moduleFile(sourcePath: string): string {
  return pathToFileURL(join(codeRoot, runsSources ? sourcePath : sourcePath.replace(/\.ts$/, '.js'))).href
}

function findRoot(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : findRoot(dirname(folder))
}

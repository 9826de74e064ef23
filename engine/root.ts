import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * The folder of package.json: the nearest one above this file, whether the sources run (tests) or their copy in .build/server (npm start).
 * What is not code (.bpmn, .form.json, locales, migrations' data) is always read from the source tree under it.
 */
export const projectRoot: string = nearestPackage(import.meta.dirname)

/**
 * The file to import or to start as a worker for a source file. .build/server mirrors the tree one to one, with .js for .ts.
 * @param sourcePath relative to the project root
 * @example await import(pathToFileURL(moduleFile('processes/hazard/module.ts')).href)
 */
export function moduleFile(sourcePath: string): string {
  const builds = join(projectRoot, '.build', 'server')
  if (!import.meta.dirname.startsWith(builds)) return join(projectRoot, sourcePath)
  return join(builds, sourcePath.replace(/\.ts$/, '.js'))
}

function nearestPackage(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder
  const parent = dirname(folder)
  if (parent === folder) throw new Error(`no package.json above ${import.meta.dirname}`)
  return nearestPackage(parent)
}

import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import { appError } from './errors.ts'
import type { Module } from './module.ts'
import { moduleFile, projectRoot } from './root.ts'

/** A module with the absolute folder in the source tree that its `directories` are relative to. */
export type LoadedModule = { module: Module; folder: string }

/**
 * Loads forms/module.ts, processes/<domain>/module.ts and the plugins that are switched on, in this order. Each may be missing: the
 * engine runs without any of them. Errors: config.invalid for a plugin that is not there.
 */
export async function discoverModules(plugins: readonly string[]): Promise<LoadedModule[]> {
  const files = ['forms/module.ts', ...foldersIn('processes').map((domain) => `processes/${domain}/module.ts`)]
  const present = files.filter((file) => existsSync(join(projectRoot, file)))
  const modules = await Promise.all(present.map(loadModule))
  return [...modules, ...(await Promise.all(plugins.map(loadPlugin)))]
}

async function loadPlugin(name: string): Promise<LoadedModule> {
  const file = `plugins/${name}/plugin.ts`
  if (!existsSync(join(projectRoot, file))) throw appError('config.invalid', { variable: 'PLUGINS', value: name })
  return loadModule(file)
}

async function loadModule(sourcePath: string): Promise<LoadedModule> {
  const loaded: unknown = await import(pathToFileURL(moduleFile(sourcePath)).href)
  const { default: module } = exported.parse(loaded, { error: () => `${sourcePath}: no module as default export` })
  return { module, folder: dirname(join(projectRoot, sourcePath)) }
}

/** Only that it is a module at all: what is in it was checked when it was compiled. */
const exported = z.object({ default: z.custom<Module>((value) => typeof value === 'object' && value !== null && 'name' in value) })

function foldersIn(name: string): string[] {
  const folder = join(projectRoot, name)
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
}

import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { FormDefinition } from '../../engine/module.ts'
import { isRecord } from '../component.ts'
import { formError } from '../errors.ts'

const ending = '.form.json'

/** Reads `<key>.form.json` files below a folder, in the order of their names. Throws form.not_publishable for a file that is no form. */
export async function readFormFolder(folder: string): Promise<{ key: string; definition: FormDefinition }[]> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(ending)).sort()
  return Promise.all(names.map(async (name) => ({ key: keyOfFile(name), definition: toDefinition(name, await readFile(join(folder, name), 'utf8')) })))
}

function keyOfFile(name: string): string {
  return (name.split(/[\\/]/).at(-1) ?? name).slice(0, -ending.length)
}

function toDefinition(name: string, source: string): FormDefinition {
  const value: unknown = parse(name, source)
  if (!isRecord(value) || typeof value.title !== 'string' || !Array.isArray(value.components))
    throw formError('form.not_publishable', { key: keyOfFile(name), findings: [], reason: `${name}: title, components` })
  return { ...value, title: value.title, components: value.components }
}

function parse(name: string, source: string): unknown {
  try {
    return JSON.parse(source)
  } catch (error) {
    throw formError('form.not_publishable', { key: keyOfFile(name), findings: [], reason: `${name}: JSON` }, error)
  }
}

import { readFileSync } from 'node:fs'
import type { Actor, FieldAccess, FormDefinition, FormResult } from '../../engine/module.ts'
import type { FileFacts } from '../../forms/validation/check-files.ts'
import { processForm } from '../../forms/validation/process-form.ts'

export const actor: Actor = {
  userId: 'u-qy01',
  username: 'qy01',
  name: '企业安全员',
  district: '320206',
  districtName: '惠山区',
  unitId: 'e-1',
  unitName: '企业一',
  unitType: 'enterprise',
  role: 'enterprise-safety',
  rights: {},
  scope: 'self',
  groups: ['user:u-qy01', 'enterprise-safety@e-1'],
}

export function libraryForm(key: string): FormDefinition {
  const definition: FormDefinition = JSON.parse(readFileSync(new URL(`../../forms/library/hazard/${key}.form.json`, import.meta.url), 'utf8'))
  return definition
}

type Options = {
  prior?: Record<string, unknown>
  context?: Record<string, unknown>
  access?: Record<string, FieldAccess>
  language?: 'zh-CN' | 'en'
  files?: FileFacts[]
}

/** Submits data to a form made of these components, on 2026-03-10. */
export function submit(form: unknown[] | FormDefinition, data: Record<string, unknown>, options: Options = {}): Promise<FormResult> {
  const definition = Array.isArray(form) ? { title: '测试', components: form } : form
  const files = options.files ?? []
  return processForm(
    {
      form: { id: 'fv-1', key: 'test', version: 1, title: '测试', district: '', definition },
      data,
      prior: options.prior ?? {},
      context: options.context ?? {},
      access: options.access ?? {},
      actor,
      today: '2026-03-10',
      language: options.language ?? 'zh-CN',
    },
    { filesOf: (ids) => Promise.resolve(files.filter((file) => ids.includes(file.id))) },
  )
}

/** The data that was kept; fails loudly with the refusals otherwise. */
export async function kept(...args: Parameters<typeof submit>): Promise<Record<string, unknown>> {
  const result = await submit(...args)
  if (!result.ok) throw new Error(JSON.stringify(result.errors))
  return result.data
}

/** path -> sentence of a refusal; empty when the form was accepted. */
export async function refusals(...args: Parameters<typeof submit>): Promise<Record<string, string>> {
  const result = await submit(...args)
  return result.ok ? {} : Object.fromEntries(result.errors.map(({ path, message }) => [path, message]))
}

export const text = (key: string, more: Record<string, unknown> = {}) => ({ type: 'textfield', key, label: key.toUpperCase(), input: true, ...more })
export const number = (key: string, more: Record<string, unknown> = {}) => ({ type: 'number', key, label: key.toUpperCase(), input: true, ...more })
export const radio = (key: string, codes: string[], more: Record<string, unknown> = {}) => ({
  type: 'radio',
  key,
  label: key.toUpperCase(),
  input: true,
  dataType: 'string',
  values: codes.map((value) => ({ value, label: value })),
  ...more,
})
export const file = (key: string, more: Record<string, unknown> = {}) => ({
  type: 'file',
  key,
  label: key.toUpperCase(),
  input: true,
  storage: 'url',
  url: '/api/files',
  multiple: true,
  filePattern: '.jpg,.png',
  fileMaxSize: '10MB',
  ...more,
})
export const grid = (key: string, components: unknown[], more: Record<string, unknown> = {}) => ({
  type: 'datagrid',
  key,
  label: key.toUpperCase(),
  input: true,
  components,
  ...more,
})
export const container = (key: string, components: unknown[], more: Record<string, unknown> = {}) => ({
  type: 'container',
  key,
  label: key.toUpperCase(),
  input: true,
  components,
  ...more,
})
export const panel = (key: string, components: unknown[], more: Record<string, unknown> = {}) => ({
  type: 'panel',
  key,
  title: key,
  label: key,
  input: false,
  components,
  ...more,
})
export const shownWhen = (component: string, value: unknown) => ({
  conditional: { show: true, conjunction: 'all', conditions: [{ component, operator: 'isEqual', value }] },
})

export const photo = (id: string, more: Partial<FileFacts> = {}): FileFacts => ({
  id,
  ownerId: actor.userId,
  name: '照片.jpg',
  size: 1000,
  type: 'image/jpeg',
  ...more,
})
export const record = (id: string, more: Record<string, unknown> = {}) => ({
  storage: 'url',
  name: 'x',
  originalName: 'x',
  size: 1,
  type: 'image/jpeg',
  url: `/api/files/${id}`,
  ...more,
})

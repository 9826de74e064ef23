import type { TypedValue, Variables } from '../execution/state.ts'
import { z } from 'zod'
import { fromCamundaDate, toCamundaDate } from './dates.ts'
import { badRequest, invalidRequest } from './errors.ts'

/** A variable as clients send and get it. Without a type the value tells its own. */
export const variableBody = z.looseObject({
  type: z.string().nullish(),
  value: z.unknown().optional(),
  valueInfo: z.record(z.string(), z.unknown()).nullish(),
  /** Only where several variables are sent with a task or a message. */
  local: z.boolean().nullish(),
})
export type VariableDto = z.output<typeof variableBody>
export const variablesBody = z.record(z.string(), variableBody).nullish()
export type VariableView = { type: string; value: unknown; valueInfo: Record<string, unknown> }

/**
 * What a client sent, as the engine keeps it: dates as ISO instants, JSON parsed, bytes as base64.
 * @throws InvalidRequestException for a value that is not of its type, RestException for a type that is not there
 */
export function fromDto(dto: VariableDto): TypedValue {
  const { value = null } = dto
  const info = dto.valueInfo ?? {}
  if (dto.type === undefined || dto.type === null) return untyped(value)
  const type = dto.type.charAt(0).toUpperCase() + dto.type.slice(1)
  const read = readers[type]
  if (read === undefined) throw badRequest('RestException', `Unsupported value type '${dto.type}'`)
  if (value === null) return nothingOf(type, info)
  return { type, value: read(value, { type, info }), valueInfo: info }
}

export function variablesFrom(dtos: Record<string, VariableDto> | null | undefined, where = ''): Variables {
  const entries = Object.entries(dtos ?? {}).map(([name, dto]): [string, TypedValue] => [name, explained(() => fromDto(dto), where)])
  return Object.fromEntries(entries)
}

/** A refusal says for what the variable was meant: `Cannot instantiate process definition x: …`. */
function explained(read: () => TypedValue, where: string): TypedValue {
  try {
    return read()
  } catch (error) {
    if (where === '' || !isRefusal(error)) throw error
    throw badRequest(error.data.type, `${where}: ${error.data.message}`)
  }
}

function isRefusal(error: unknown): error is { data: { type: 'InvalidRequestException' | 'RestException'; message: string } } {
  return error instanceof Error && 'code' in error && error.code === 'rest.bad_request'
}

function untyped(value: unknown): TypedValue {
  if (value === null) return { type: 'Null', value: null }
  if (typeof value === 'string') return { type: 'String', value }
  if (typeof value === 'boolean') return { type: 'Boolean', value }
  if (typeof value !== 'number') return { type: 'Json', value }
  if (!Number.isInteger(value)) return { type: 'Double', value }
  return { type: Math.abs(value) < 2 ** 31 ? 'Integer' : 'Long', value }
}

function nothingOf(type: string, info: Record<string, unknown>): TypedValue {
  return serialized.has(type) || type === 'File' ? { type, value: null, valueInfo: info } : { type, value: null }
}

type Context = { type: string; info: Record<string, unknown> }
type Reader = (value: unknown, context: Context) => unknown

const serialized = new Set(['Json', 'Xml', 'Object'])

const integer =
  (bits: number, java: string): Reader =>
  (value, { type }) => {
    const number = numberFrom(value)
    if (number === undefined || !Number.isInteger(number) || Math.abs(number) > 2 ** (bits - 1)) throw inconvertible(value, type, java)
    return number
  }

const readers: Record<string, Reader> = {
  Null: () => null,
  String: (value) => (typeof value === 'string' ? value : String(value)),
  Boolean(value, { type }) {
    if (typeof value === 'boolean') return value
    if (value === 'true' || value === 'false') return value === 'true'
    throw inconvertible(value, type, 'java.lang.Boolean')
  },
  Short: integer(16, 'java.lang.Short'),
  Integer: integer(32, 'java.lang.Integer'),
  Long: integer(64, 'java.lang.Long'),
  Double(value, { type }) {
    const number = numberFrom(value)
    if (number === undefined) throw inconvertible(value, type, 'java.lang.Double')
    return number
  },
  Number(value, { type }) {
    const number = numberFrom(value)
    if (number === undefined) throw inconvertible(value, type, 'java.lang.Number')
    return number
  },
  Date(value, { type }) {
    const iso = typeof value === 'string' ? fromCamundaDate(value) : undefined
    if (iso === undefined) throw inconvertible(value, type, 'java.util.Date')
    return iso
  },
  Bytes: (value, { type }) => (typeof value === 'string' ? value : refuseText(type)),
  File: (value, { type }) => (typeof value === 'string' ? value : refuseText(type)),
  Xml: (value, { type }) => (typeof value === 'string' ? value : refuseText(type)),
  Json: (value, { type }) => parsed(value, type),
  Object(value, { type, info }) {
    const format = info['serializationDataFormat'] ?? 'application/json'
    if (format !== 'application/json')
      throw badRequest('RestException', `Cannot deserialize object of format '${String(format)}': only application/json is supported`)
    return parsed(value, type)
  },
}

function parsed(value: unknown, type: string): unknown {
  if (typeof value !== 'string') return refuseText(type)
  try {
    return JSON.parse(value)
  } catch {
    throw invalidRequest(`Cannot parse the value of type '${type}' as JSON`)
  }
}

function refuseText(type: string): never {
  throw invalidRequest(`Must provide 'null' or String value for value of SerializableValue type '${type}'.`)
}

function numberFrom(value: unknown): number | undefined {
  if (typeof value === 'number') return value
  return typeof value === 'string' && /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(value) ? Number(value) : undefined
}

function inconvertible(value: unknown, type: string, java: string) {
  const shown = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return invalidRequest(`Cannot convert value '${shown}' of type '${type}' to java type ${java}`)
}

/**
 * A variable as clients get it. Lists and objects that the engine itself made are of type Object; with `deserialize: false` they,
 * and objects of clients, are their JSON text. Json is always text, files are fetched by a call of their own.
 */
export function toDto(typed: TypedValue, { deserialize = true }: { deserialize?: boolean } = {}): VariableView {
  const { type, value, valueInfo } = typed
  if (type === 'Object' || (type === 'Json' && valueInfo === undefined)) return asObject(typed, deserialize)
  return { type, value: shownValue(type, value), valueInfo: valueInfo ?? {} }
}

function shownValue(type: string, value: unknown): unknown {
  if (value === null || type === 'File') return null
  if (type === 'Json') return JSON.stringify(value)
  return type === 'Date' && typeof value === 'string' ? toCamundaDate(value) : value
}

function asObject({ value, valueInfo }: TypedValue, deserialize: boolean): VariableView {
  const objectTypeName = Array.isArray(value) ? 'java.util.ArrayList' : 'java.util.LinkedHashMap'
  const shown = deserialize || value === null ? value : JSON.stringify(value)
  return { type: 'Object', value: shown, valueInfo: { objectTypeName, serializationDataFormat: 'application/json', ...valueInfo } }
}

export function toDtos(variables: Variables, options?: { deserialize?: boolean }): Record<string, VariableView> {
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, toDto(value, options)]))
}

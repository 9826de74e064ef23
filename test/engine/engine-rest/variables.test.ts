import { describe, expect, it } from 'vitest'
import { fromCamundaDate, toCamundaDate } from '../../../engine/engine-rest/dates.ts'
import { fromDto, toDto, variablesFrom } from '../../../engine/engine-rest/variables.ts'

const through = (dto: Parameters<typeof fromDto>[0], options?: { deserialize?: boolean }) => toDto(fromDto(dto), options)

describe('variables of /engine-rest', () => {
  it.each([
    ['String', 'a'],
    ['Boolean', true],
    ['Short', 7],
    ['Integer', -2147483648],
    ['Long', 9007199254740991],
    ['Double', 1.5],
    ['Null', null],
    ['Xml', '<a/>'],
    ['Bytes', 'AAEC'],
    ['Date', '2026-03-01T08:30:00.000+0000'],
  ])('of type %s come back as they were sent', (type, value) => {
    expect(through({ type, value })).toEqual({ type, value, valueInfo: {} })
  })

  it('have the type of their value when none is given', () => {
    expect(['a', true, 1, 3_000_000_000, 1.5, null].map((value) => through({ value }).type)).toEqual(['String', 'Boolean', 'Integer', 'Long', 'Double', 'Null'])
  })

  it('take numbers and truth values that were sent as text', () => {
    expect([through({ type: 'Integer', value: '5' }).value, through({ type: 'Boolean', value: 'true' }).value]).toEqual([5, true])
  })

  it.each([
    ['Integer', 1.5, "Cannot convert value '1.5' of type 'Integer' to java type java.lang.Integer"],
    ['Integer', 2 ** 31 + 1, "Cannot convert value '2147483649' of type 'Integer' to java type java.lang.Integer"],
    ['Boolean', 'yes', "Cannot convert value 'yes' of type 'Boolean' to java type java.lang.Boolean"],
    ['Date', '2026-03-01', "Cannot convert value '2026-03-01' of type 'Date' to java type java.util.Date"],
    ['Date', '2026-13-01T00:00:00.000+0000', "Cannot convert value '2026-13-01T00:00:00.000+0000' of type 'Date' to java type java.util.Date"],
    ['Json', { a: 1 }, "Must provide 'null' or String value for value of SerializableValue type 'Json'."],
    ['Stack', 1, "Unsupported value type 'Stack'"],
  ])('of type %s refuse %j in the words of Camunda', (type, value, message) => {
    expect(() => fromDto({ type, value })).toThrow(expect.objectContaining({ data: expect.objectContaining({ message }) }))
  })

  it('say for what they were meant when one does not fit', () => {
    const refused = () => variablesFrom({ amount: { type: 'Integer', value: 'x' } }, 'Cannot instantiate process definition p')

    expect(refused).toThrow(
      expect.objectContaining({
        data: expect.objectContaining({ message: expect.stringMatching(/^Cannot instantiate process definition p: Cannot convert/) }),
      }),
    )
  })

  it('keep JSON as text and read it as data', () => {
    const stored = fromDto({ type: 'Json', value: '{"a": [1, 2]}' })

    expect(stored.value).toEqual({ a: [1, 2] })
    expect(toDto(stored)).toEqual({ type: 'Json', value: '{"a":[1,2]}', valueInfo: {} })
  })

  it('give objects as data, or as text to who does not want them deserialised', () => {
    const valueInfo = { objectTypeName: 'java.util.ArrayList', serializationDataFormat: 'application/json' }
    const sent = { type: 'Object', value: '["a"]', valueInfo }

    expect(through(sent)).toEqual({ type: 'Object', value: ['a'], valueInfo })
    expect(through(sent, { deserialize: false })).toEqual({ type: 'Object', value: '["a"]', valueInfo })
  })

  it('refuse serialised Java objects, which nobody here can read', () => {
    const sent = { type: 'Object', value: 'rO0AB', valueInfo: { objectTypeName: 'X', serializationDataFormat: 'application/x-java-serialized-object' } }

    expect(() => fromDto(sent)).toThrow(expect.objectContaining({ code: 'rest.bad_request' }))
  })

  it('show lists that the engine made as objects', () => {
    expect(toDto({ type: 'Json', value: [1] })).toMatchObject({ type: 'Object', value: [1], valueInfo: { objectTypeName: 'java.util.ArrayList' } })
  })

  it('do not send the content of a file along', () => {
    const sent = { type: 'File', value: 'AAEC', valueInfo: { filename: 'a.bin', mimetype: 'application/octet-stream' } }

    expect(through(sent)).toEqual({ type: 'File', value: null, valueInfo: sent.valueInfo })
  })
})

describe('dates of /engine-rest', () => {
  it('are written with the zone +0000 and read with any', () => {
    expect(toCamundaDate('2026-03-01T08:30:00.000Z')).toBe('2026-03-01T08:30:00.000+0000')
    expect(fromCamundaDate('2026-03-01T16:30:00.000+0800')).toBe('2026-03-01T08:30:00.000Z')
    expect(fromCamundaDate('2026-03-01T16:30:00')).toBeUndefined()
  })
})

import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { AppError } from '../../../engine/errors.ts'
import { parseRequest } from '../../../engine/http/parse-request.ts'

const schema = z.strictObject({
  data: z.record(z.string(), z.unknown()),
  title: z.string().min(1).max(4),
  limit: z.number().int().min(1),
  box: z.enum(['todo', 'done']),
  period: z.string().regex(/^\d{4}$/),
  ids: z.array(z.string()).max(1),
})

function fieldsOf(value: unknown, language: 'zh-CN' | 'en'): unknown {
  try {
    parseRequest(schema, value, language)
  } catch (error) {
    return error instanceof AppError ? error.data['fields'] : error
  }
  return []
}

const wrong = { title: '', limit: 0, box: 'x', period: '26', ids: ['a', 'b'], more: 1 }

describe('what is wrong with a field', () => {
  it('is said in Chinese without a word of the library', () => {
    expect(fieldsOf(wrong, 'zh-CN')).toEqual([
      { path: 'data', message: '必填' },
      { path: 'title', message: '必填' },
      { path: 'limit', message: '不能小于 1' },
      { path: 'box', message: '只能是：todo、done' },
      { path: 'period', message: '格式不正确' },
      { path: 'ids', message: '最多 1 项' },
      { path: 'more', message: '不支持此项' },
    ])
  })

  it('is said in English', () => {
    expect(fieldsOf({ ...wrong, data: [], title: '12345', limit: '1' }, 'en')).toEqual([
      { path: 'data', message: 'must be an object' },
      { path: 'title', message: 'may have at most 4 characters' },
      { path: 'limit', message: 'must be a number' },
      { path: 'box', message: 'must be one of: todo, done' },
      { path: 'period', message: 'has the wrong format' },
      { path: 'ids', message: 'may have at most 1 items' },
      { path: 'more', message: 'is not supported' },
    ])
  })
})

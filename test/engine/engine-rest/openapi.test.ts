import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createRest, type Rest } from './support.ts'

describe('/openapi.json', () => {
  let rest: Rest
  beforeAll(async () => {
    rest = await createRest()
  })
  afterAll(() => rest.app.stop())

  it('describes every call there is, with its parameters and body', async () => {
    const { status, body } = await rest.get('/openapi.json')
    const declared = rest.app.app.routes
      .filter(({ path }) => path.startsWith('/engine-rest/') && !path.startsWith('/engine-rest/engine/default') && path !== '/engine-rest/openapi.json')
      .map(({ method, path }) => `${method} ${path.slice('/engine-rest'.length).replace(/:(\w+)/g, '{$1}')}`)

    const described = Object.entries<object>(body.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`))

    expect(status).toBe(200)
    expect(body.openapi).toBe('3.1.0')
    expect(described.sort()).toEqual(declared.sort())
    expect(declared.length).toBeGreaterThan(90)
  })

  it('names each call once', async () => {
    const { body } = await rest.get('/openapi.json')
    const ids = Object.values<Record<string, { operationId: string }>>(body.paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    )

    expect(new Set(ids).size).toBe(ids.length)
  })
})

import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp, type TestApp } from '../../support/create-test-app.ts'
import { png } from '../../support/image-bytes.ts'
import { smallDistrict } from '../../support/small-district.ts'
import type { TestClient } from '../../support/test-client.ts'

describe('requests that upload', () => {
  let app: TestApp
  let works: TestClient

  beforeAll(async () => {
    app = await createTestApp({ prepare: smallDistrict })
    works = await app.as('works')
  })
  afterAll(() => app.stop())

  const photo = png({ width: 10, height: 10 })
  const blob = new Blob([photo], { type: 'image/png' })
  const limit = 10 * 1024 * 1024

  async function send(body: FormData | string, headers: Record<string, string> = {}) {
    const response = await fetch(`${app.url()}/api/files`, { method: 'POST', body, headers: { cookie: works.cookie(), ...headers } })
    return { status: response.status, body: await response.json() }
  }
  const form = (...parts: [string, Blob | string, string?][]) => {
    const data = new FormData()
    for (const [name, value, file] of parts) {
      if (value instanceof Blob) data.append(name, value, file)
      else data.append(name, value)
    }
    return data
  }

  it('may hold a photo of exactly 10 MB, and not a byte more', async () => {
    const sized = (bytes: number) => works.upload({ name: 'a.png', type: 'image/png', bytes: Buffer.concat([photo, Buffer.alloc(bytes - photo.length)]) })

    expect((await sized(limit)).status).toBe(201)
    expect((await sized(limit + 1)).body.error.code).toBe('file.too_large')
  })

  it('without a boundary are malformed, not an error inside', async () => {
    const answer = await send('x', { 'content-type': 'multipart/form-data' })

    expect([answer.status, answer.body.error.code]).toEqual([400, 'request.invalid'])
  })

  it('with the file under another name hold no file', async () => {
    const answer = await send(form(['photo', blob, 'a.png']))

    expect([answer.status, answer.body.error.code]).toEqual([400, 'file.missing'])
  })

  it('with two files are refused: which of them was meant?', async () => {
    const answer = await send(form(['file', blob, 'a.png'], ['file', blob, 'b.png']))

    expect([answer.status, answer.body.error.code]).toEqual([400, 'request.invalid'])
  })

  it('that are cut off in a part nobody asked for leave the server running', async () => {
    const part = '--b\r\ncontent-disposition: form-data; name="photo"; filename="a.png"\r\n\r\nx'
    const head = `POST /api/files HTTP/1.1\r\nhost: x\r\ncookie: ${works.cookie()}\r\ncontent-type: multipart/form-data; boundary=b\r\ncontent-length: 9999\r\n\r\n`
    const socket = connect(Number(new URL(app.url()).port), '127.0.0.1')
    await once(socket, 'connect')
    socket.write(head + part)
    await once(socket.resume().end(), 'close')

    expect((await works.get('/api/session')).status).toBe(200)
  })

  it('may carry the fields that a Form.io client adds', async () => {
    const answer = await send(form(['dir', ''], ['name', 'x.png'], ['file', blob, 'a.png']))

    expect(answer.status).toBe(201)
  })

  it('with an id that no file can have find no file', async () => {
    const answers = await Promise.all(['x', '01A2099D-4C01-7000-8D5E-15439513D385', '-'.repeat(36)].map((id) => works.get(`/api/files/${id}`)))

    expect(answers.map(({ status, body }) => [status, body.error.code])).toEqual([
      [404, 'file.unknown'],
      [404, 'file.unknown'],
      [404, 'file.unknown'],
    ])
  })
})

import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestApp, type TestApp } from '../../support/create-test-app.ts'
import { smallDistrict } from '../../support/small-district.ts'

let app: TestApp
beforeAll(async () => {
  app = await createTestApp({ prepare: smallDistrict })
})
afterAll(() => app.stop())

it('a body that announces gigabytes is refused before they come', async () => {
  const socket = connect(Number(new URL(app.url()).port), '127.0.0.1')
  socket.write('POST /api/session HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 5000000000\r\n\r\n{')

  expect(await text(socket)).toMatch(/^HTTP\/1\.1 413 [\s\S]*connection: close[\s\S]*request\.too_large/i)
})

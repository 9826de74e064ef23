import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp, type TestApp } from '../../support/create-test-app.ts'
import { freshDatabase, type DatabaseKind } from '../../support/databases.ts'
import { jpeg, pdf, png, webp } from '../../support/image-bytes.ts'
import { smallDistrict } from '../../support/small-district.ts'
import type { TestClient } from '../../support/test-client.ts'

describe.each<DatabaseKind>(['sqlite', 'postgres'])('files on %s', (kind) => {
  let app: TestApp
  let works: TestClient
  let other: TestClient
  let town: TestClient

  beforeAll(async () => {
    app = await createTestApp({ database: await freshDatabase(kind), prepare: smallDistrict })
    ;[works, other, town] = [await app.as('works'), await app.as('other'), await app.as('town')]
  })
  afterAll(() => app.stop())

  const idOf = (url: string) => url.replace('/api/files/', '')
  const photo = { name: '现场.jpg', type: 'image/jpeg', bytes: jpeg({ width: 4000, height: 3000 }) }
  const filesOnDisk = () => readdirSync(join(app.app.dataDir, 'files'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length

  it('answers an upload with the value of a Form.io file component', async () => {
    const { status, body } = await works.upload(photo)

    expect(status).toBe(201)
    expect(body).toEqual({
      storage: 'url',
      name: `${idOf(body.url)}.jpg`,
      originalName: '现场.jpg',
      size: photo.bytes.length,
      type: 'image/jpeg',
      url: expect.stringMatching(/^\/api\/files\/[0-9a-f-]{36}$/),
    })
  })

  it('gives a photo back as it came, unable to run anything', async () => {
    const { body } = await works.upload(photo)

    const response = await fetch(app.url() + body.url, { headers: { cookie: works.cookie() } })

    expect(Buffer.from(await response.arrayBuffer()).equals(photo.bytes)).toBe(true)
    expect(response.headers.get('content-type')).toBe('image/jpeg')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
    expect(response.headers.get('content-disposition')).toBe(`inline; filename*=UTF-8''%E7%8E%B0%E5%9C%BA.jpg`)
  })

  it.each([
    ['png', { name: 'a.PNG', type: 'image/png', bytes: png({ width: 10, height: 10 }) }],
    ['webp', { name: 'a.webp', type: 'image/webp', bytes: webp({ width: 10, height: 10 }) }],
    ['pdf', { name: 'a.pdf', type: 'application/pdf', bytes: pdf() }],
    ['a photo whose sender does not know its type', { ...photo, type: 'application/octet-stream' }],
  ])('takes %s', async (_name, file) => {
    expect((await works.upload(file)).status).toBe(201)
  })

  it('sends a pdf as a download', async () => {
    const { body } = await works.upload({ name: 'a.pdf', type: 'application/pdf', bytes: pdf() })

    expect((await works.get(body.url)).headers.get('content-disposition')).toMatch(/^attachment;/)
  })

  it.each([
    ['a renamed .exe', { name: '现场.jpg', type: 'image/jpeg', bytes: Buffer.concat([Buffer.from('MZ'), Buffer.alloc(500)]) }],
    ['a web page called photo', { name: 'a.png', type: 'image/png', bytes: Buffer.from('<html><script>alert(1)</script></html>') }],
    [
      'a vector image with script',
      { name: 'a.svg', type: 'image/svg+xml', bytes: Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>') },
    ],
    ['a photo called .html', { ...photo, name: 'a.html' }],
    ['a photo said to be a page', { ...photo, type: 'text/html' }],
    ['an empty file', { ...photo, bytes: Buffer.alloc(0) }],
    ['an image too large to open', { ...photo, bytes: jpeg({ width: 30_000, height: 30_000 }) }],
    ['a png bomb', { name: 'a.png', type: 'image/png', bytes: png({ width: 60_000, height: 60_000 }) }],
  ])('refuses %s, in words, and keeps nothing', async (_name, file) => {
    const before = filesOnDisk()

    const { status, body } = await works.upload(file)

    expect([status, body.error.code]).toEqual([415, 'file.type_not_allowed'])
    expect(body.error.message).toBe(`文件“${file.name}”的类型不被允许，只能上传 JPG、PNG、WebP、PDF。`)
    expect(filesOnDisk()).toBe(before)
  })

  it('refuses a photo of 20 MB in words, and keeps nothing', async () => {
    const before = filesOnDisk()

    const { status, body } = await works.upload({ ...photo, bytes: Buffer.concat([photo.bytes, Buffer.alloc(20 * 1024 * 1024)]) })

    expect([status, body.error.code]).toEqual([413, 'file.too_large'])
    expect(body.error.message).toBe('文件“现场.jpg”过大，单个文件不得超过 10 MB。')
    expect(filesOnDisk()).toBe(before)
  })

  it.each([
    ['../../etc/passwd.jpg', 'passwd.jpg'],
    ['C:\\照片\\现场.jpg', '现场.jpg'],
    ['照片\u202egpj.exe.jpg', '照片gpj.exe.jpg'],
    ['é'.normalize('NFD') + '.jpg', 'é.jpg'],
    ['.jpg', 'jpg'],
  ])('calls %j what it can be called: %j', async (given, name) => {
    const { status, body } = await works.upload({ ...photo, name: given })

    if (status === 201) expect(body.originalName).toBe(name)
    else expect(body.error.data.name).toBe(name)
  })

  it('refuses a request without a file, or of another kind', async () => {
    const empty = await fetch(`${app.url()}/api/files`, { method: 'POST', body: new FormData(), headers: { cookie: works.cookie() } })
    const json = await works.post('/api/files', { file: 'x' })

    expect([empty.status, json.status]).toEqual([400, 415])
  })

  it('leaves nothing of an upload that is cut off', async () => {
    const before = filesOnDisk()
    const head = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'

    const upload = request(`${app.url()}/api/files`, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=x', 'content-length': 5_000_000, cookie: works.cookie() },
    })
    upload.on('error', () => undefined)
    upload.write(Buffer.concat([Buffer.from(head), photo.bytes, Buffer.alloc(300_000)]))
    await expect.poll(filesOnDisk).toBe(before + 1)
    upload.destroy()

    await expect.poll(filesOnDisk).toBe(before)
  })

  it('is known only to its owner until it belongs to a case', async () => {
    const { body } = await works.upload(photo)

    expect((await works.get(body.url)).status).toBe(200)
    expect((await other.get(body.url)).status).toBe(404)
    expect((await town.get(body.url)).status).toBe(404)
    expect((await app.anonymous().get(body.url)).status).toBe(401)
  })

  it('of a case is seen by who may see the case, and by nobody else', async () => {
    const { body } = await works.upload(photo)
    const instanceId = `instance-${kind}`
    await app.engine.db('instance').insert({ ...anInstance, id: instanceId, rootId: instanceId, enterpriseId: 'works', townshipId: 'luoshe' })
    const [row] = await app.app.platform.files.linkRows([idOf(body.url), idOf(body.url)], instanceId)
    await app.engine.db('file_link').insert(row?.op === 'insert' ? row.row : {})

    expect((await town.get(body.url)).status).toBe(200)
    expect((await (await app.as('admin')).get(body.url)).status).toBe(200)
    expect((await other.get(body.url)).status).toBe(404)
    // Her scope is the whole district, but she holds no right on this kind of case.
    expect((await (await app.as('clerk')).get(body.url)).status).toBe(404)
    expect(await app.app.platform.files.linkRows([idOf(body.url)], instanceId)).toEqual([])
  })

  it('tells what it knows about files by id', async () => {
    const { body } = await works.upload(photo)
    const id = idOf(body.url)

    expect(await app.engine.files.filesOf([id, 'unknown'])).toEqual([
      { id, ownerId: 'user-works', name: '现场.jpg', size: photo.bytes.length, type: 'image/jpeg' },
    ])
  })

  it('that changed on disk is not served', async () => {
    const { body } = await works.upload(photo)
    const id = idOf(body.url)
    const path = join(app.app.dataDir, 'files', id.slice(-2), id)
    const bytes = readFileSync(path)
    bytes.writeUInt8(bytes.readUInt8(100) ^ 1, 100)
    writeFileSync(path, bytes)

    const answer = await works.get(body.url)

    expect([answer.status, answer.body.error.code]).toEqual([500, 'file.damaged'])
    expect(statSync(path).size).toBe(photo.bytes.length)
  })

  it('with an unknown or malformed id is unknown, never an error inside', async () => {
    expect((await works.get('/api/files/00000000-0000-7000-8000-000000000000')).status).toBe(404)
    expect((await works.get('/api/files/..%2f..%2fchazhi.db')).status).toBe(404)
  })
})

const anInstance = {
  definitionId: 'd',
  definitionKey: 'inspection',
  subject: '检查',
  state: 'active',
  rev: 1,
  tenant: '320206',
  startedAt: '2026-03-02T01:00:00.000Z',
  head: '',
}

import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Context } from 'koa'
import type { Knex } from 'knex'
import type { CaseAccess } from '../cases/case-access.ts'
import type { Clock } from '../clock.ts'
import { appError } from '../errors.ts'
import type { ModuleRow } from '../execution/changes.ts'
import { once } from '../http/idempotent.ts'
import type { Reply, RouteRequest } from '../http/route.ts'
import type { Actor } from '../identity/actor.ts'
import { newId } from '../ids.ts'
import { checkContent } from './check-content.ts'
import { extensionOf } from './file-name.ts'
import type { FileValue } from './files.api.ts'
import { casesOf, findFiles, findLinked, insertFile, type FileRow } from './files.store.ts'
import { receiveFile } from './receive-file.ts'

export type FileInfo = Pick<FileRow, 'id' | 'ownerId' | 'name' | 'size' | 'type'>

export type Files = {
  /**
   * Takes the file of a multipart request and answers 201 with its value; the same Idempotency-Key with the same file gets the first
   * answer. Errors: see receive-file.ts and check-content.ts, idempotency.mismatch. An upload that fails or is not needed leaves nothing.
   */
  receive(ctx: Context, request: Pick<RouteRequest, 'actor' | 'idempotency'>): Promise<Reply>
  /** Errors: file.unknown also for files that this person may not see; file.damaged when the content is not what was uploaded. */
  open(actor: Actor, id: string): Promise<{ file: FileRow; content: Readable }>
  /** What is known about files, by id; unknown ids are missing. Asks for no rights: callers compare ownerId. */
  filesOf(ids: readonly string[]): Promise<FileInfo[]>
  valueOf(file: Omit<FileInfo, 'ownerId'>): FileValue
  /** Rows that make files part of a case, for the flush; without those that already are. */
  linkRows(fileIds: readonly string[], instanceId: string): Promise<ModuleRow[]>
}

/** Files lie outside every web root as `files/<2 hex>/<id>`, without name or extension, and are read only through here. */
export function createFiles({ db, clock, dataDir, access }: { db: Knex; clock: Clock; dataDir: string; access: CaseAccess }): Files {
  const folder = join(dataDir, 'files')
  // The last digits are random; the first ones are time and would fill one folder for weeks.
  const pathOf = (id: string) => join(folder, id.slice(-2), id)

  /** One's own upload, or part of a case that one may see. */
  const isVisible = async (actor: Actor, file: FileRow): Promise<boolean> =>
    file.ownerId === actor.userId || (await casesOf(db, file.id)).some((row) => access.sees(actor, row.definitionKey, row))

  return {
    async receive(ctx, { actor, idempotency }) {
      const id = newId()
      const incoming = join(folder, 'incoming', id)
      await mkdir(dirname(incoming), { recursive: true })
      try {
        const { name, declaredType } = await receiveFile(ctx, incoming)
        const bytes = await readFile(incoming)
        const type = await checkContent(bytes, { name, declaredType })
        await moveDurably(incoming, pathOf(id))
        const sha256 = sha256Of(bytes)
        const row = { id, district: actor.district, ownerId: actor.userId, name, type, size: bytes.length, sha256, createdAt: clock.now() }
        const claim = idempotency && { ...idempotency, bodyHash: sha256Of(`${sha256} ${name}`) }
        let stored = false
        const reply = await once({ db, clock, request: { actor, idempotency: claim } }, async (trx) => {
          await insertFile(trx, row)
          stored = true
          return { status: 201, body: valueOf(row) }
        })
        if (!stored) await rm(pathOf(id), { force: true })
        return reply
      } catch (error) {
        await Promise.all([rm(incoming, { force: true }), rm(pathOf(id), { force: true })])
        throw error
      }
    },
    async open(actor, id) {
      const [file] = await findFiles(db, [id])
      if (file === undefined || !(await isVisible(actor, file))) throw appError('file.unknown', { id })
      if ((await hashOf(pathOf(id))) !== file.sha256) throw appError('file.damaged', { id, name: file.name })
      return { file, content: createReadStream(pathOf(id)) }
    },
    async filesOf(ids) {
      return (await findFiles(db, ids)).map(({ id, ownerId, name, size, type }) => ({ id, ownerId, name, size, type }))
    },
    valueOf,
    async linkRows(fileIds, instanceId) {
      const unique = [...new Set(fileIds)]
      const linked = await findLinked(db, instanceId, unique)
      return unique.filter((fileId) => !linked.has(fileId)).map((fileId) => ({ table: 'file_link', op: 'insert', row: { fileId, instanceId } }))
    },
  }
}

/** `name` is unique, as Form.io expects of it; people see `originalName`. */
function valueOf({ id, name, size, type }: Omit<FileInfo, 'ownerId'>): FileValue {
  return { storage: 'url', name: `${id}.${extensionOf(name)}`, originalName: name, size, type, url: `/api/files/${id}` }
}

function sha256Of(data: Buffer | string): string {
  return createHash('sha256').update(data).digest('hex')
}

/** The folder's entry must be on disk before the row that promises the file is. */
async function moveDurably(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true })
  await rename(from, to)
  const folder = await open(dirname(to), 'r')
  await folder.sync().finally(() => folder.close())
}

/** Undefined when the file is not there. */
async function hashOf(path: string): Promise<string | undefined> {
  const hash = createHash('sha256')
  try {
    await pipeline(createReadStream(path), hash)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
  return hash.digest('hex')
}

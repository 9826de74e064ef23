import { spawn, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { projectRoot } from '../../engine/root.ts'

export type ServerProcess = {
  /** `http://127.0.0.1:<port>`, once it says that it serves. Rejects with its output when it ends before. */
  ready: Promise<string>
  output(): string
  kill(signal: NodeJS.Signals): void
  /** Exit code; null when a signal ended it. */
  ended: Promise<number | null>
}

const environment = { PATH: process.env.PATH, LOG_LEVEL: 'warn', PORT: '0' }

/** The server as a process of its own, as `npm start` runs it after building. Built anew when the sources changed. */
export async function startServer(env: Record<string, string>): Promise<ServerProcess> {
  const { buildServer } = await import('../../engine/start/build-server.mjs')
  const main = fileURLToPath(await buildServer())
  const child = spawn(process.execPath, ['--enable-source-maps', main], {
    cwd: projectRoot,
    env: { ...environment, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return watch(child)
}

function watch(child: ChildProcess): ServerProcess {
  let output = ''
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const ready = new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString()
      const url = /Chazhi is running: (\S+)/.exec(output)?.[1]
      if (url !== undefined) resolve(url)
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    void ended.then(() => reject(new Error(output)))
  })
  ready.catch(() => undefined)
  return { ready, output: () => output, kill: (signal) => void child.kill(signal), ended }
}

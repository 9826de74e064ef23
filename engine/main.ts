import { createApp, type App } from './app.ts'
import { readConfig, type Config } from './config.ts'
import { readDemoFlag } from './demo.ts'
import { demoLogins } from './demo-logins.ts'
import { discoverModules } from './discover.ts'
import { firstStart } from './first-start.ts'
import { assertPortFree } from './http/listener.ts'
import { createMessages, engineSentences, languages } from './locale.ts'
import { startSentence } from './start-sentence.ts'

/** The process: configuration, application, first start, listening, and a clean end. */

const messages = createMessages([engineSentences()])
const say = (code: string, data: Record<string, unknown> = {}) => console.log(languages.map((language) => messages.text(language, code, data)).join(' / '))

let app: App | undefined
try {
  const config = readConfig()
  app = await createApp({ config, modules: await discoverModules(config.plugins) })
  await run(app, config)
} catch (error) {
  console.error(startSentence(messages, error) ?? error)
  await app?.stop()
  process.exitCode = 1
}

async function run(running: App, config: Config): Promise<void> {
  stopOn(['SIGTERM', 'SIGINT'], running)
  await assertPortFree(config.port, config.host)
  await running.start()
  const first = await firstStart(running, config, () => say('start.seeding'))
  const port = await running.listen(config.port, config.host)
  if (first.kind === 'admin') say('start.admin', { password: first.password })
  const demo = await readDemoFlag(running.database.knex)
  if (demo?.state === 'complete') {
    say('start.demo', { password: demo.password })
    for (const line of await demoLogins(running.database.knex)) console.log(line)
  }
  say('start.ready', { url: config.publicUrl ?? `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}` })
}

/** Ten seconds to end what is in flight; a second signal, or a step that hangs, ends at once. */
function stopOn(signals: NodeJS.Signals[], running: App): void {
  let stopping = false
  const stop = () => {
    if (stopping) process.exit(1)
    stopping = true
    say('start.stopping')
    setTimeout(() => process.exit(1), 10_000).unref()
    running.stop({ graceMs: 500 }).then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error)
        process.exit(1)
      },
    )
  }
  for (const signal of signals) process.on(signal, stop)
}

import { readConfig } from '../config.ts'
import { openDatabase, type Database } from '../db/database.ts'
import { createMessages, engineSentences, languages } from '../locale.ts'
import { startSentence } from '../start-sentence.ts'
import { verifyChains } from './verify.ts'

/** `npm run audit:verify`: says of the configured database whether its records are whole, or names the first entry that is not and ends with 1. */

const messages = createMessages([engineSentences()])
const say = (code: string, data: Record<string, unknown> = {}) =>
  process.stdout.write(`${languages.map((language) => messages.text(language, code, data)).join(' ')}\n`)

let database: Database | undefined
try {
  database = await openDatabase({ url: readConfig().databaseUrl })
  process.exitCode = (await check(database)) ? 0 : 1
} catch (error) {
  process.stderr.write(`${startSentence(messages, error) ?? String(error)}\n`)
  process.exitCode = 1
} finally {
  await database?.close()
}

async function check({ knex }: Database): Promise<boolean> {
  if (!(await knex.schema.hasTable('command'))) {
    say('audit.no_records')
    return false
  }
  const { fault, ...checked } = await verifyChains(knex)
  if (fault === undefined) say('audit.whole', checked)
  else say(`audit.${fault.fault}`, { case: fault.instanceId, entry: fault.commandId, rev: fault.rev })
  return fault === undefined
}

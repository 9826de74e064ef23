import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readConfig } from '../../../engine/config.ts'
import { createMessages, engineSentences } from '../../../engine/locale.ts'
import { startSentence } from '../../../engine/start-sentence.ts'

const messages = createMessages([engineSentences()])

function sentenceFor(env: Record<string, string>): string | undefined {
  try {
    readConfig(env)
    return undefined
  } catch (error) {
    return startSentence(messages, error)
  }
}

describe('configuration', () => {
  it('is complete without any variable', () => {
    expect(readConfig({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      databaseUrl: `sqlite:${resolve('data')}/chazhi.db`,
      dataDir: resolve('data'),
      demo: 'auto',
      jobs: true,
      plugins: [],
      publicUrl: undefined,
      trustProxy: false,
      logLevel: 'info',
      testClock: false,
      metricsToken: undefined,
    })
  })

  it('takes every variable', () => {
    const env = {
      PORT: '0',
      HOST: '::',
      DATABASE_URL: 'postgres://u:p@h/d',
      DATA_DIR: '/srv/data',
      DEMO: 'off',
      JOBS: 'off',
      SURFACES: 'all',
      PLUGINS: 'http-call,sms',
      PUBLIC_URL: 'https://chazhi.example/',
      TRUST_PROXY: 'on',
      LOG_LEVEL: 'warn',
      TEST_CLOCK: 'on',
      METRICS_TOKEN: 'a-long-enough-token',
    }

    expect(readConfig(env)).toEqual({
      port: 0,
      host: '::',
      databaseUrl: 'postgres://u:p@h/d',
      dataDir: '/srv/data',
      demo: 'off',
      jobs: false,
      plugins: ['http-call', 'sms'],
      publicUrl: 'https://chazhi.example',
      trustProxy: true,
      logLevel: 'warn',
      testClock: true,
      metricsToken: 'a-long-enough-token',
    })
  })

  it('cannot be changed after it was read', () => {
    expect(Object.isFrozen(readConfig({}))).toBe(true)
  })

  it('takes an empty variable as one that is not set', () => {
    expect(readConfig({ PORT: '', DEMO: '' })).toMatchObject({ port: 3000, demo: 'auto' })
  })

  it.each([
    ['PORT', '99999'],
    ['PORT', '80a'],
    ['HOST', 'not a host'],
    ['DATABASE_URL', 'mysql://somewhere'],
    ['DEMO', 'yes'],
    ['JOBS', 'true'],
    ['SURFACES', 'public'],
    ['SURFACES', 'everything'],
    ['PLUGINS', '../evil'],
    ['PUBLIC_URL', 'ftp://chazhi.example'],
    ['TRUST_PROXY', '1'],
    ['LOG_LEVEL', 'loud'],
    ['TEST_CLOCK', 'maybe'],
    ['METRICS_TOKEN', 'short'],
  ])('stops the start with one sentence that names %s when it is %j', (name, value) => {
    const sentence = sentenceFor({ [name]: value })

    expect(sentence).toMatch(new RegExp(`^配置变量 ${name} .*无效，允许：.+。 The configuration variable ${name} .*allowed: .+\\.$`))
    expect(sentence).not.toContain('\n')
  })

  it('never prints a secret', () => {
    expect(sentenceFor({ DATABASE_URL: 'mysql://user:hunter2@h/d' })).not.toContain('hunter2')
    expect(sentenceFor({ METRICS_TOKEN: 'hunter2' })).not.toContain('hunter2')
  })

  it('refuses a variable of ours that it does not know, and names those it knows', () => {
    expect(sentenceFor({ CHAZHI_PORT: '80' })).toMatch(/CHAZHI_PORT.*PORT、HOST.*CHAZHI_PORT.*PORT, HOST/)
  })

  it('refuses a movable clock in production', () => {
    expect(sentenceFor({ TEST_CLOCK: 'on', NODE_ENV: 'production' })).toContain('TEST_CLOCK')
    expect(sentenceFor({ TEST_CLOCK: 'off', NODE_ENV: 'production' })).toBeUndefined()
  })
})

import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { moduleFile, projectRoot } from '../../engine/root.ts'
import { scratchFolder } from '../support/scratch.ts'

const folders: string[] = []
let project: string

/** A project as small as start.mjs accepts: its own files, the packages, and a main.ts that says what it sees. */
beforeEach(() => {
  project = scratchFolder('start')
  folders.push(project)
  for (const path of ['engine/start.mjs', 'engine/start', 'engine/root.ts', 'tsconfig.json'])
    cpSync(join(projectRoot, path), join(project, path), { recursive: true })
  symlinkSync(join(projectRoot, 'node_modules'), join(project, 'node_modules'), 'dir')
  write('package.json', '{ "type": "module" }')
  write('package-lock.json', '{ "packages": {} }')
  write('processes/fire/words.json', '{ "greeting": "你好" }')
  write('processes/fire/module.ts', "import words from './words.json' with { type: 'json' }\nexport const greeting: string = words.greeting\n")
  write(
    'engine/main.ts',
    "import { moduleFile, projectRoot } from './root.ts'\nconst { greeting } = await import(moduleFile('processes/fire/module.ts'))\nconsole.log(greeting, projectRoot)\n",
  )
})
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

function write(path: string, content: string): void {
  mkdirSync(join(project, path, '..'), { recursive: true })
  writeFileSync(join(project, path), content)
}

function start(...parameters: string[]) {
  const { stdout, status } = spawnSync(process.execPath, ['engine/start.mjs', ...parameters], {
    cwd: project,
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'en_US.UTF-8' },
  })
  return { said: stdout, status }
}

describe('npm start', () => {
  it('makes JavaScript of the sources, file by file, and runs main in this process', () => {
    const { said, status } = start()

    expect(said).toContain('Building the server')
    expect(said).toContain(`你好 ${project}`)
    expect(status).toBe(0)
    expect(existsSync(join(project, '.build/server/processes/fire/module.js'))).toBe(true)
  })

  it('builds again only when a source has changed', () => {
    start('--build-only')

    const second = start()
    expect(second.said).not.toContain('Building')
    expect(second.said).toContain('你好')

    write('processes/fire/words.json', '{ "greeting": "再见" }')
    expect(start().said).toMatch(/Building[\s\S]*再见/)
  })

  it('says what is wrong with a source and keeps the build there was', () => {
    start('--build-only')
    write('engine/main.ts', 'const = 1')

    const { said, status } = start()

    expect(said).toContain('Cannot start')
    expect(said).toContain('engine/main.ts:1')
    expect(status).toBe(1)
    expect(existsSync(join(project, '.build/server/engine/main.js'))).toBe(true)
  })

  it('speaks Chinese where the terminal is not English', () => {
    write('engine/main.ts', 'const = 1')
    const { stdout } = spawnSync(process.execPath, ['engine/start.mjs'], { cwd: project, encoding: 'utf8', env: { ...process.env, LC_ALL: 'zh_CN.UTF-8' } })
    expect(stdout).toContain('无法启动')
  })
})

it('modules are found beside the sources when the sources run', () => {
  expect(moduleFile('processes/hazard/module.ts')).toBe(join(projectRoot, 'processes/hazard/module.ts'))
})

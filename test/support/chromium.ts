import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { projectRoot } from '../../engine/root.ts'

export type Chromium = { executablePath: string; env: Record<string, string> }

const require = createRequire(import.meta.url)
const folder = join(projectRoot, '.build', 'chromium')

/** Where the browser is, and the environment it is started with; our own environment stays as it is. */
export async function findChromium(): Promise<Chromium> {
  mkdirSync(folder, { recursive: true })
  const env = { ...ownEnvironment(), ...fontEnvironment() }
  const given = process.env.CHROMIUM_PATH ?? systemChromium()
  if (given !== undefined) return { executablePath: given, env }
  const unpacked = await unpackedChromium()
  return { executablePath: join(unpacked, 'chromium'), env: { ...env, TMPDIR: unpacked, LD_LIBRARY_PATH: join(unpacked, 'al2023', 'lib') } }
}

function ownEnvironment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
}

function systemChromium(): string | undefined {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
  const folders = (process.env.PATH ?? '').split(delimiter)
  return names.flatMap((name) => folders.map((path) => join(path, name))).find(existsSync)
}

/** A configuration that names only the Chinese font, so that a page looks the same on every machine. */
function fontEnvironment(): Record<string, string> {
  const fonts = dirname(require.resolve('@expo-google-fonts/noto-sans-sc/package.json'))
  const families = ['sans-serif', 'serif', 'monospace', 'system-ui'].map(
    (name) => `<alias><family>${name}</family><prefer><family>Noto Sans SC</family></prefer></alias>`,
  )
  const folders = ['400Regular', '700Bold'].map((style) => `<dir>${join(fonts, style)}</dir>`)
  const content = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${folders.join('')}<cachedir>${join(folder, 'font-cache')}</cachedir>${families.join('')}</fontconfig>`
  writeFileSync(join(folder, 'fonts.conf'), content)
  return { FONTCONFIG_PATH: folder, FONTCONFIG_FILE: join(folder, 'fonts.conf') }
}

/** Unpacks the browser once per version, into a folder of its own that gets its name only when it is complete. */
async function unpackedChromium(): Promise<string> {
  const { version }: { version: string } = JSON.parse(readFileSync(join(projectRoot, 'node_modules/@sparticuz/chromium/package.json'), 'utf8'))
  const complete = join(folder, version)
  if (existsSync(complete)) return complete
  const fresh = mkdtempSync(join(folder, 'unpacking-'))
  try {
    const unpack = "import('@sparticuz/chromium').then(({ default: chromium }) => chromium.executablePath())"
    const env = { ...process.env, TMPDIR: fresh, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' }
    await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', unpack], { cwd: projectRoot, env })
    if (!existsSync(complete)) renameSync(fresh, complete)
    return complete
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
}

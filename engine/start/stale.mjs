import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { builds, root } from './paths.mjs'

/** The files below these paths (files or folders, relative to the root) that `accept` takes, sorted. */
export function filesBelow(paths, accept) {
  return paths
    .filter((path) => existsSync(join(root, path)))
    .flatMap((path) => (statSync(join(root, path)).isDirectory() ? filesBelow(entries(path), accept) : [path]))
    .filter(accept)
    .sort()
}

function entries(folder) {
  return readdirSync(join(root, folder)).map((name) => `${folder}/${name}`)
}

/** One hash of names and contents; times of files say nothing after a checkout. */
export function hashOf(files) {
  const hash = createHash('sha256')
  for (const file of files)
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0')
  return hash.digest('hex')
}

/** Does the work unless `target` was made from sources with this hash, and remembers the hash when it succeeded. */
export async function unlessFresh(name, target, hash, work) {
  const record = join(builds, `${name}.hash`)
  if (existsSync(target) && existsSync(record) && readFileSync(record, 'utf8') === hash) return
  await work()
  mkdirSync(builds, { recursive: true })
  writeFileSync(record, hash)
}

import type { Db, Engine, FormDefinition, FormVersion } from '../../engine/module.ts'
import { canonicalJson, contentHash } from '../canonical.ts'
import { textOf } from '../component.ts'
import { formError } from '../errors.ts'
import { ensureForm, insertVersion, latestVersion, versionById, visibleVersionId } from './definitions.store.ts'
import { lintForm } from './lint/index.ts'

export type Publication = { key: string; district: string; definition: FormDefinition; by: string | null }
export type Definitions = {
  /** Publishes one form. The same content as the newest version is no new version. Throws form.not_publishable {key, findings, reason}. */
  publish(publication: Publication): Promise<{ version: number; isNew: boolean }>
  resolve(key: string, district: string, version?: number | null): Promise<FormVersion | undefined>
  byId(id: string): Promise<FormVersion | undefined>
}

/** Versions are immutable, so they are cached for good; this many stay in memory. */
const cacheSize = 500
const attempts = 5

export function createDefinitions({ db, clock, newId }: Pick<Engine, 'db' | 'clock' | 'newId'>): Definitions {
  const cache = new Map<string, FormVersion>()

  async function byId(id: string): Promise<FormVersion | undefined> {
    const known = cache.get(id)
    if (known) return known
    const version = await versionById(db, id)
    if (version) remember(cache, version)
    return version
  }

  return {
    byId,
    async resolve(key, district, version = null) {
      const id = await visibleVersionId(db, key, district, version)
      return id === undefined ? undefined : byId(id)
    },
    async publish(publication) {
      refuseUnlessPublishable(publication)
      // Two nodes may publish at once: the unique index decides, and the slower one looks again.
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        const published = await publishOnce(db, publication, { id: newId(), formId: newId(), at: clock.now() })
        if (published) return published
      }
      throw formError('form.not_publishable', { key: publication.key, findings: [], reason: 'busy' })
    },
  }
}

/** Throws form.not_publishable with every finding. */
export function refuseUnlessPublishable({ key, definition }: Pick<Publication, 'key' | 'definition'>): void {
  const findings = lintForm(definition)
  if (findings.length > 0) throw formError('form.not_publishable', { key, findings, reason: findings })
}

async function publishOnce(db: Db, { key, district, definition, by }: Publication, { id, formId, at }: { id: string; formId: string; at: string }) {
  const latest = await latestVersion(db, key, district)
  const hash = contentHash(definition)
  if (latest?.contentHash === hash) return { version: latest.version, isNew: false }
  const title = textOf(definition.title) || key
  const form = latest?.formId ?? (await ensureForm(db, { id: formId, key, district, title }))
  const version = (latest?.version ?? 0) + 1
  const row = { id, formId: form, key, district, version, title, definition: canonicalJson(definition), contentHash: hash, publishedAt: at, publishedBy: by }
  return (await insertVersion(db, row)) ? { version, isNew: true } : undefined
}

function remember(cache: Map<string, FormVersion>, version: FormVersion): void {
  const oldest = cache.keys().next()
  if (cache.size >= cacheSize && !oldest.done) cache.delete(oldest.value)
  cache.set(version.id, version)
}

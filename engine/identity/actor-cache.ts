import type { Clock } from '../clock.ts'
import type { Actor } from './actor.ts'

/** How long another node may not know of a changed right. */
const cacheMs = 1_000

/** Actors for a second, by whatever names them, so that a burst of requests reads each person once. */
export function createActorCache({ clock, find }: { clock: Pick<Clock, 'elapsedMs'>; find(userId: string): Promise<Actor | undefined> }) {
  const known = new Map<string, { actor: Actor; untilMs: number }>()
  return {
    async get(userId: string): Promise<Actor | undefined> {
      const cached = known.get(userId)
      if (cached !== undefined && cached.untilMs > clock.elapsedMs()) return cached.actor
      known.delete(userId)
      const actor = await find(userId)
      if (actor === undefined) return undefined
      if (known.size > 20_000) known.clear()
      known.set(userId, { actor, untilMs: clock.elapsedMs() + cacheMs })
      return actor
    },
    clear: () => known.clear(),
  }
}

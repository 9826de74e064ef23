import { appError } from './errors.ts'

export type Clock = {
  /** Instant now: `2026-03-01T00:00:00.000Z`. */
  now(): string
  /** Calendar day now in Asia/Shanghai: `2026-03-01`. */
  today(): string
  /**
   * Instant by the machine's own clock, for what guards the door: a test that moves the clock by a month looks at what fell due,
   * and must not be logged out by it. Stands still with a frozen clock.
   */
  machineNow(): string
  /** Real milliseconds since some fixed point. For caches and rates only: nothing that is stored may depend on it. */
  elapsedMs(): number
  /** Test mode only. Resolves when every listener has run what fell due. */
  advance(ms: number): Promise<void>
  /** Test mode only. */
  set(iso: string): Promise<void>
  /** Called after each move, in the order of registration. */
  onMove(listener: () => Promise<void>): void
}

/**
 * The only source of time. In test mode it can be moved; `frozen` also stops it, so that a test can name exact instants.
 * Outside test mode moving it throws `access.denied`: nobody may make deadlines pass.
 */
export function createClock({ test, startAt, frozen = false }: { test: boolean; startAt?: string; frozen?: boolean }): Clock {
  const listeners: (() => Promise<void>)[] = []
  const realMs = (): number => (frozen ? 0 : Date.now())
  let offsetMs = startAt === undefined ? (frozen ? Date.now() : 0) : Date.parse(startAt) - realMs()
  const nowMs = (): number => realMs() + offsetMs

  const move = async (toMs: number): Promise<void> => {
    if (!test) throw appError('access.denied', { object: 'clock' })
    offsetMs = toMs - realMs()
    for (const listener of listeners) await listener()
  }

  return {
    now: () => new Date(nowMs()).toISOString(),
    today: () => dayOf(new Date(nowMs()).toISOString()),
    machineNow: () => new Date(frozen ? nowMs() : Date.now()).toISOString(),
    elapsedMs: () => performance.now(),
    advance: (ms) => move(nowMs() + ms),
    set: (iso) => move(Date.parse(iso)),
    onMove: (listener) => void listeners.push(listener),
  }
}

/** China has had one zone and no summer time since 1991, so a fixed offset is exact for every date this system sees. */
const shanghaiOffsetMs = 8 * 3_600_000

/** The calendar day in Asia/Shanghai of an instant. */
export function dayOf(iso: string): string {
  return new Date(Date.parse(iso) + shanghaiOffsetMs).toISOString().slice(0, 10)
}

/**
 * The last instant of a calendar day in Asia/Shanghai: `2026-03-02` gives `2026-03-02T15:59:59.999Z`. A limit that ends with a
 * day is shown as that day, which midnight after it would not be.
 */
export function lastInstantOf(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) + 86_400_000 - shanghaiOffsetMs - 1).toISOString()
}

/** Adds calendar days to a day. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** Adds milliseconds to an instant. */
export function addMs(iso: string, ms: number): string {
  return new Date(Date.parse(iso) + ms).toISOString()
}

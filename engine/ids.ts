import { randomBytes } from 'node:crypto'

let lastMs = 0
let counter = 0

/**
 * A UUID version 7 (RFC 9562): time-ordered, so that index pages stay hot, and never repeated between nodes.
 * Ids made by one process in one millisecond keep their order (12-bit counter). Real time, also when the clock is moved.
 */
export function newId(): string {
  const nowMs = Date.now()
  if (nowMs > lastMs) {
    lastMs = nowMs
    counter = 0
  } else if (++counter > 0xfff) {
    lastMs += 1
    counter = 0
  }
  const random = nextRandom()
  random.writeUInt8((random.readUInt8(0) & 0x3f) | 0x80, 0)
  const hex = lastMs.toString(16).padStart(12, '0') + '7' + counter.toString(16).padStart(3, '0') + random.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

const poolSize = 4096
let pool = Buffer.alloc(0)

/** Eight random bytes, from a pool: asking the system for each id would cost more than the id. */
function nextRandom(): Buffer {
  if (pool.length < 8) pool = randomBytes(poolSize)
  const random = pool.subarray(0, 8)
  pool = pool.subarray(8)
  return random
}

/** 128 random bits as hex. crypto.randomUUID does not exist on plain http, and a district's intranet is often plain http. */
export function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

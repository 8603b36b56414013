const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

// Random bytes are fetched for many ids at once: 16 cost as much as 4,096.
const pool = new Uint8Array(4_096)
let taken = pool.length

/** A time-ordered random id: UUID version 7, RFC 9562 §5.7. */
export function newId(now: number = Date.now()): string {
  if (taken + 16 > pool.length) {
    crypto.getRandomValues(pool)
    taken = 0
  }
  const bytes = pool.slice(taken, (taken += 16))
  for (let i = 0, rest = now; i < 6; i++, rest = Math.floor(rest / 256)) bytes[5 - i] = rest % 256
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  let digits = ''
  for (const byte of bytes) digits += hex[byte]
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-${digits.slice(12, 16)}-${digits.slice(16, 20)}-${digits.slice(20)}`
}

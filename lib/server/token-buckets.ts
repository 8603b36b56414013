import 'server-only'

type Bucket = { tokens: number; at: number }

/** Beyond this number the least recently used keys are dropped, which can only allow more uses. */
const most = 20_000

/**
 * Buckets that fill by `perSecond` up to `burst`, one per key, in this process only: for limits that are checked on every
 * request and need not be exact. A check takes about half a microsecond.
 */
export class TokenBuckets {
  private recent = new Map<string, Bucket>()
  private older = new Map<string, Bucket>()

  constructor(
    readonly perSecond: number,
    readonly burst: number,
  ) {}

  private bucket(key: string, now: number): Bucket {
    const known = this.recent.get(key)
    if (known) return known
    const bucket = this.older.get(key) ?? { tokens: this.burst, at: now }
    if (this.recent.size >= most) {
      this.older = this.recent
      this.recent = new Map()
    }
    this.recent.set(key, bucket)
    return bucket
  }

  /** Takes `count` tokens if available. Returns the rest; a negative result is the shortage, and nothing was taken. */
  take(key: string, now: number, count = 1): number {
    const bucket = this.bucket(key, now)
    // A clock that goes back adds nothing.
    const added = (Math.max(0, now - bucket.at) / 1_000) * this.perSecond
    bucket.tokens = Math.min(this.burst, bucket.tokens + added)
    bucket.at = now
    if (bucket.tokens < count) return bucket.tokens - count
    bucket.tokens -= count
    return bucket.tokens
  }
}

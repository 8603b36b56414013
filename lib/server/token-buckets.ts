import 'server-only'

type Bucket = { tokens: number; at: number }

/** After so many keys the ones not used lately are forgotten, which can only let somebody use more. */
const most = 20_000

/**
 * Buckets that fill by `perSecond` up to `burst`, one a key, in this process only: for limits that are asked on every
 * request and need not be exact. About half a microsecond a question.
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

  /** Takes `count` tokens if they are there. Answers what is left; below zero, nothing was taken and so much is missing. */
  take(key: string, now: number, count = 1): number {
    const bucket = this.bucket(key, now)
    // A clock that was put back adds nothing.
    const added = (Math.max(0, now - bucket.at) / 1_000) * this.perSecond
    bucket.tokens = Math.min(this.burst, bucket.tokens + added)
    bucket.at = now
    if (bucket.tokens < count) return bucket.tokens - count
    bucket.tokens -= count
    return bucket.tokens
  }
}

/** The longest that a token may last, days. */
export const longestDays = 365

const tokenForm = /^dawr_([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})_([A-Za-z0-9_-]{43})$/

/** A token as its holder gets it, once. The prefix lets scanners find one that was published by mistake. */
export function writeToken({ id, secret }: { id: string; secret: string }): string {
  return `dawr_${id}_${secret}`
}

/** The parts of a token, or null when it can be none. */
export function readToken(token: string): { id: string; secret: string } | null {
  const [, id, secret] = tokenForm.exec(token) ?? []
  return id !== undefined && secret !== undefined ? { id, secret } : null
}

export type TokenState = 'active' | 'expired' | 'revoked'

/** Whether a token opens anything. Times in milliseconds. */
export function tokenState(it: { expiresAt: number; revokedAt: number | null }, now: number): TokenState {
  if (it.revokedAt !== null) return 'revoked'
  return it.expiresAt <= now ? 'expired' : 'active'
}

/** The maximum lifetime of a token, in days. */
export const longestDays = 365

const tokenForm = /^dawr_([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})_([A-Za-z0-9_-]{43})$/

/** A token in the clear. The prefix lets secret scanners recognise a leaked one. */
export function writeToken({ id, secret }: { id: string; secret: string }): string {
  return `dawr_${id}_${secret}`
}

/** Splits a token into its parts; null when malformed. */
export function readToken(token: string): { id: string; secret: string } | null {
  const [, id, secret] = tokenForm.exec(token) ?? []
  return id !== undefined && secret !== undefined ? { id, secret } : null
}

export type TokenState = 'active' | 'expired' | 'revoked'

/** Whether a token is valid. Times in milliseconds. */
export function tokenState(it: { expiresAt: number; revokedAt: number | null }, now: number): TokenState {
  if (it.revokedAt !== null) return 'revoked'
  return it.expiresAt <= now ? 'expired' : 'active'
}

import 'server-only'
import type { AuditChange, Origin } from '@/lib/server/audit/entry'
import { closeTransaction } from '@/lib/server/close-transaction'
import { inTransaction } from '@/lib/server/db/client'
import type { Staff } from '@/lib/server/identity/actor'
import { invalidateCredentials } from '@/lib/server/identity/credential-cache'
import { endSessions, noSessionCookie } from '@/lib/server/identity/session'

/** Ends the actor's session, if there is one, and clears the cookie. */
export async function signOut(
  staff: Staff | null,
  origin: Origin,
  now: Date,
): Promise<{ signedOut: boolean; cookie: string }> {
  if (!staff) return { signedOut: false, cookie: noSessionCookie() }
  const keys = await inTransaction(async (tx) => {
    const ended = await endSessions(tx, { id: staff.sessionId }, now)
    const change: AuditChange = { action: 'session.end', subject: { type: 'session', id: staff.sessionId } }
    await closeTransaction(tx, { branchId: null, events: [], audit: [{ ...change, actor: staff, origin, at: now }] })
    return ended.keys
  })
  await invalidateCredentials(keys)
  return { signedOut: true, cookie: noSessionCookie() }
}

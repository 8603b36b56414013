import 'server-only'
import type { AuditChange } from '@/lib/server/audit/entry'
import { closeTransaction } from '@/lib/server/close-transaction'
import { inTransaction, type Tx } from '@/lib/server/db/client'
import { withRetry } from '@/lib/server/db/retry'
import type { Account } from '@/lib/server/generated/prisma/client'
import { rolesHeld, type SignInMethod, type Staff } from '@/lib/server/identity/actor'
import { invalidateCredentials } from '@/lib/server/identity/credential-cache'
import { endings, endSessions, openSession, sessionHashOf } from '@/lib/server/identity/session'
import { AppError } from '@/lib/shared/errors'
import type { SessionDto } from '../../contract'
import { lockAccount } from '../account-row'
import { presentSession } from './present-session'
import type { SignInRequest } from './sign-in-request'

/** A new session and its `Set-Cookie` line. */
export type StartedSession = { session: SessionDto; cookie: string }

/** The remaining check inside the transaction; returns the sign-in method. Throwing rolls back. */
export type Proof = (tx: Tx, account: Account) => Promise<SignInMethod>

/** Ends the previous session of this browser or tablet, of any account, and records it in that account's history. */
async function endEarlier(
  tx: Tx,
  { headers, tablet }: SignInRequest,
  now: Date,
): Promise<{ keys: string[]; changes: AuditChange[] }> {
  const tokenHash = sessionHashOf(headers)
  const ended = [
    ...(tokenHash ? [await endSessions(tx, { tokenHash }, now)] : []),
    ...(tablet ? [await endSessions(tx, { deviceId: tablet.id }, now)] : []),
  ]
  return { keys: ended.flatMap((it) => it.keys), changes: ended.flatMap((it) => endings(it, 'sign_in')) }
}

/** Opens a session in a running transaction. Returns the actor and the cookie. */
export async function openFor(
  tx: Tx,
  account: Account,
  method: SignInMethod,
  from: Pick<SignInRequest, 'address' | 'userAgent'> & { deviceId: string | null },
  now: Date,
): Promise<{ staff: Staff; cookie: string }> {
  const { id: accountId, username, displayName, mustChangePassword, version } = account
  const held = await tx.roleAssignment.findMany({ where: { accountId }, orderBy: { grantedAt: 'asc' } })
  const roles = rolesHeld(held)
  const { sessionId, cookie, expiresAt } = await openSession(tx, { ...from, accountId, method }, now)
  const person = { accountId, sessionId, username, displayName, roles, version, mustChangePassword }
  return { staff: { kind: 'staff', ...person, method, deviceId: from.deviceId, expiresAt }, cookie }
}

/** Allows the PIN on a tablet after a sign-in with the password there. */
async function rememberOnTablet(tx: Tx, deviceId: string, accountId: string, now: Date): Promise<void> {
  await tx.tabletAccount.upsert({
    where: { deviceId_accountId: { deviceId, accountId } },
    create: { deviceId, accountId, signedInAt: now },
    update: { failures: 0, signedInAt: now },
  })
}

/**
 * Opens a session for an account whose password or PIN was correct, in one transaction with the remaining check and the
 * audit. Ends the previous session of this browser or tablet: every sign-in gets a new id. Throws `wrong_credentials` when
 * the account was closed, or its password or PIN changed, since it was read.
 */
export async function startSession(
  known: Pick<Account, 'id' | 'passwordHash' | 'pinHash'>,
  proof: Proof,
  from: SignInRequest,
  now: Date,
): Promise<StartedSession> {
  const deviceId = from.tablet?.id ?? null
  const work = async (tx: Tx): Promise<StartedSession & { invalidated: string[] }> => {
    const account = await lockAccount(tx, known.id)
    const isSame = account?.passwordHash === known.passwordHash && account.pinHash === known.pinHash
    if (!account || !isSame || account.status !== 'active') throw new AppError('wrong_credentials')
    const method = await proof(tx, account)
    const earlier = await endEarlier(tx, from, now)
    const { staff, cookie } = await openFor(tx, account, method, { ...from, deviceId }, now)
    if (deviceId && method !== 'pin') await rememberOnTablet(tx, deviceId, account.id, now)
    const after = { method, ...(deviceId && { device: deviceId }) }
    const change: AuditChange = { action: 'session.open', subject: { type: 'account', id: account.id }, after }
    const changes = [...earlier.changes, change]
    const audit = changes.map((it) => ({ ...it, actor: staff, origin: from.origin, at: now }))
    const session = await presentSession(staff, tx)
    await closeTransaction(tx, { branchId: null, events: [], audit })
    return { session, cookie, invalidated: earlier.keys }
  }
  const { invalidated, ...entered } = await withRetry(() => inTransaction(work))
  await invalidateCredentials(invalidated)
  return entered
}

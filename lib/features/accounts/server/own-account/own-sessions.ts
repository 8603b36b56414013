import 'server-only'
import type { AuditChange } from '@/lib/server/audit/entry'
import type { Command, CommandResult } from '@/lib/server/command'
import { db, type Tx } from '@/lib/server/db/client'
import { idleSince, isIdle, lastActivity } from '@/lib/server/identity/activity'
import { type Actor, assertStaff, type SignInMethod } from '@/lib/server/identity/actor'
import { endSessions, sessionPlace } from '@/lib/server/identity/session'
import { tryUnseal } from '@/lib/server/open-sealed'
import { AppError } from '@/lib/shared/errors'
import type { OwnSessionDto } from '../../account-contract'

/** The sessions of the actor's account, newest first. */
export async function listOwnSessions(actor: Actor, now: Date): Promise<{ sessions: OwnSessionDto[] }> {
  assertStaff(actor)
  const rows = await db().session.findMany({
    where: { accountId: actor.accountId, revokedAt: null, expiresAt: { gt: now }, seenAt: { gte: idleSince(now) } },
    include: { device: { select: { label: true, revokedAt: true } } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: 100,
  })
  const open = rows.filter((it) => !it.device?.revokedAt && !isIdle(it.id, it.seenAt.getTime(), now))
  const sessions = open.map((it) => ({
    id: it.id,
    current: it.id === actor.sessionId,
    method: it.method as SignInMethod,
    userAgent: it.userAgent,
    address: it.addressSealed && tryUnseal(it.addressSealed, sessionPlace(it.id)),
    device: it.device?.label ?? null,
    openedAt: it.createdAt.toISOString(),
    seenAt: new Date(lastActivity(it.id, it.seenAt.getTime())).toISOString(),
    expiresAt: it.expiresAt.toISOString(),
  }))
  return { sessions }
}

/** Ends one of the actor's sessions. Throws `session_not_found`, also for another account's session. */
export async function endOwnSession(
  tx: Tx,
  { actor, now, input }: Command<{ params: { id: string } }>,
): Promise<CommandResult & { answer: { done: true } }> {
  assertStaff(actor)
  const { id } = input.params
  const { keys: invalidated } = await endSessions(tx, { accountId: actor.accountId, id }, now)
  if (invalidated.length === 0) throw new AppError('session_not_found')
  return {
    branchId: null,
    answer: { done: true },
    audit: [{ action: 'session.end', subject: { type: 'session', id } }],
    invalidated,
  }
}

/** Ends all the actor's sessions except this one. */
export async function endOtherSessions(
  tx: Tx,
  { actor, now }: Command<unknown>,
): Promise<CommandResult & { answer: { ended: number } }> {
  assertStaff(actor)
  const { accountId, sessionId } = actor
  const { keys: invalidated } = await endSessions(tx, { accountId, except: sessionId }, now)
  const ended = invalidated.length
  const change: AuditChange = {
    action: 'session.end_others',
    subject: { type: 'account', id: accountId },
    after: { ended },
  }
  return { branchId: null, answer: { ended }, audit: [change], invalidated }
}

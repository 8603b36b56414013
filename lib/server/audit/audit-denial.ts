import 'server-only'
import { isAppError } from '@/lib/shared/errors'
import { type Actor, idOf } from '../identity/actor'
import { requestIdHere } from '../log'
import { auditRefusal } from './audit-refusal'
import type { AuditChange } from './entry'

/** Audits that an identified actor was refused for lack of a permission; ignores every other error. Never throws. */
export async function auditDenial(
  actor: Actor | undefined,
  error: unknown,
  route: string,
  network: string,
): Promise<void> {
  if (!actor || actor.kind === 'visitor' || !isAppError(error) || error.code !== 'not_allowed') return
  const change: AuditChange = { action: 'access.denied', subject: { type: 'route', id: route } }
  const origin = { network, requestId: requestIdHere() }
  await auditRefusal('denial', idOf(actor), { ...change, actor, origin, at: new Date() })
}

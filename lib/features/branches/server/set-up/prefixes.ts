import 'server-only'
import type { Tx } from '@/lib/server/db/client'
import { AppError } from '@/lib/shared/errors'
import { addDays } from '@/lib/shared/time'
import { businessDateOf } from '../branch-directory'
import type { BranchRecord } from '../branch-records'

/**
 * Throws `prefix_taken` when another service of the branch has this prefix, or had it yesterday or today: a code would have
 * two meanings in the hall. Tickets go on for one day at most.
 */
export async function assertPrefixFree(
  tx: Tx,
  branch: BranchRecord,
  prefix: string,
  now: Date,
  ownId?: string,
): Promise<void> {
  const other = branch.services.find((it) => it.prefix === prefix && it.id !== ownId)
  if (other) throw new AppError('prefix_taken', { prefix, service: other.slug })
  const former = await tx.formerPrefix.findUnique({ where: { branchId_prefix: { branchId: branch.id, prefix } } })
  if (!former || former.serviceId === ownId) return
  const yesterday = addDays(businessDateOf(branch, now), -1)
  if (former.lastDate < new Date(yesterday)) return
  const service = branch.services.find((it) => it.id === former.serviceId)?.slug
  throw new AppError('prefix_taken', { prefix, service })
}

/** Notes that a service gives its prefix up. */
export async function noteFormerPrefix(
  tx: Tx,
  branch: BranchRecord,
  { id: serviceId, prefix }: { id: string; prefix: string },
  now: Date,
): Promise<void> {
  const key = { branchId: branch.id, prefix }
  const lastly = { serviceId, lastDate: new Date(businessDateOf(branch, now)) }
  await tx.formerPrefix.upsert({ where: { branchId_prefix: key }, create: { ...key, ...lastly }, update: lastly })
}

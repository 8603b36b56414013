import 'server-only'
import { AppError } from '@/lib/shared/errors'
import type { BranchRecord } from '../branch-records'

/** Throws `prefix_taken` when another service of the branch has this prefix: codes would have two meanings. */
export function assertPrefixFree(branch: BranchRecord, prefix: string, ownSlug?: string): void {
  const other = branch.services.find((it) => it.prefix === prefix && it.slug !== ownSlug)
  if (other) throw new AppError('prefix_taken', { prefix, service: other.slug })
}

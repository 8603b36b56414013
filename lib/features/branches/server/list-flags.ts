import 'server-only'
import { db } from '@/lib/server/db/client'
import { type Actor, assertCan } from '@/lib/server/identity/actor'
import type { FlagDto } from '../contract'
import { flagNames } from '../flags'
import { findBranch } from './branch-directory'
import { presentFlag, withSwitcher } from './present-flag'

/** The flags of a branch as currently stored. Throws `unknown_branch`, `not_allowed`. One query, and one for names. */
export async function listFlags(actor: Actor, slug: string): Promise<{ branch: string; flags: FlagDto[] }> {
  const branch = await findBranch(slug)
  assertCan(actor, 'flag.read', branch.id)
  const rows = await db().branchFlag.findMany({ where: { branchId: branch.id }, include: withSwitcher })
  const rowOf = (name: string) => rows.find((row) => row.name === name) ?? null
  return { branch: branch.slug, flags: flagNames.map((name) => presentFlag(name, rowOf(name), actor, branch.id)) }
}

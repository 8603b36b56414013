import 'server-only'
import type { z } from 'zod'
import { db } from '@/lib/server/db/client'
import { Prisma } from '@/lib/server/generated/prisma/client'
import type { Actor } from '@/lib/server/identity/actor'
import { isFoundBy } from '@/lib/shared/arabic'
import { AppError } from '@/lib/shared/errors'
import type * as contract from '../../staff-contract'
import { grantableEverywhere, seenBranch } from './staff-rights'
import { isSeenBy, presentStaff, readStaff } from './staff-rows'

type Query = z.output<typeof contract.listStaff.query>
type Page = z.output<typeof contract.listStaff.answer>

async function conditionsOf(actor: Actor, query: Query): Promise<Prisma.Sql[]> {
  const { branch, role, active, after } = query
  const branchId = branch === undefined ? undefined : (await seenBranch(actor, branch)).id
  return [
    isSeenBy(actor, { ...(role && { role }), ...(branchId && { branchId }) }),
    ...(active === undefined ? [] : [Prisma.sql`(a.status = 'active') = ${active === 'true'}::boolean`]),
    ...(after === undefined ? [] : [Prisma.sql`a.username > ${after}`]),
  ]
}

/** The accounts of `where` that match `typed`, folded as in every search. Not in SQL, which has no such folding. */
async function foundBy(typed: string, where: readonly Prisma.Sql[]): Promise<Prisma.Sql> {
  const rows = await db().$queryRaw<{ id: string; username: string; displayName: string }[]>`
    SELECT a.id, a.username, a.display_name AS "displayName" FROM account AS a WHERE ${Prisma.join([...where], ' AND ')}`
  const found = rows.filter((it) => isFoundBy(it.username, typed) || isFoundBy(it.displayName, typed))
  return Prisma.sql`a.id = ANY (${found.map((it) => it.id)}::uuid[])`
}

/** A page of the staff that the actor may see, by user name, and the roles they may grant. Throws `unknown_branch`. */
export async function listStaff(actor: Actor, query: Query, now: Date): Promise<Page> {
  const conditions = await conditionsOf(actor, query)
  const where = query.q ? [await foundBy(query.q, conditions)] : conditions
  const rows = await readStaff(db(), { where, limit: query.limit + 1, now })
  const page = rows.slice(0, query.limit)
  return {
    staff: await Promise.all(page.map((row) => presentStaff(actor, row))),
    next: rows.length > page.length ? (page.at(-1)?.username ?? null) : null,
    grantable: await grantableEverywhere(actor),
  }
}

/** One member of staff. Throws `account_not_found`, also for branches that the actor may not see. */
export async function getStaff(actor: Actor, id: string, now: Date) {
  const where = [isSeenBy(actor), Prisma.sql`a.id = ${id}::uuid`]
  const [row] = await readStaff(db(), { where, limit: 1, now })
  if (!row) throw new AppError('account_not_found')
  return presentStaff(actor, row)
}

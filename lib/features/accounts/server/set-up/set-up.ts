import 'server-only'
import { announceSetup, assertTimeZone, branchTemplates, createBranch } from '@/lib/features/branches/server/public'
import type { AuditChange } from '@/lib/server/audit/entry'
import { closeTransaction } from '@/lib/server/close-transaction'
import { mark, sameText } from '@/lib/server/crypto'
import { db, inTransaction } from '@/lib/server/db/client'
import type { TemplateName } from '@/lib/shared/branch-templates'
import { AppError } from '@/lib/shared/errors'
import { newId } from '@/lib/shared/ids'
import { assertStrong, hashPassword } from '../password'
import type { SignInRequest } from '../sign-in/sign-in-request'
import { type StartedSession, startSession } from '../sign-in/start-session'

type Input = {
  token: string
  username: string
  displayName: string
  password: string
  branch: { nameAr: string; nameEn: string; timeZone: string }
  template: TemplateName
}

/** The secret of the one-time link, valid for this installation; null once an account exists. */
export async function setUpToken(): Promise<string | null> {
  return (await db().account.count()) > 0 ? null : mark('setup-link', 'first administrator')
}

/** Whether a one-time link is still valid. */
export async function isSetUpToken(token: string): Promise<boolean> {
  const expected = await setUpToken()
  return expected !== null && sameText(expected, token)
}

/**
 * Creates the first administrator and branch, and signs in. Of two concurrent calls, one succeeds.
 * Throws `setup_link_invalid` when the link is wrong or used, and `weak_password`.
 */
export async function setUp(input: Input, from: SignInRequest, now: Date): Promise<StartedSession> {
  if (!(await isSetUpToken(input.token))) throw new AppError('setup_link_invalid')
  assertTimeZone(input.branch.timeZone, 'branch.timeZone')
  assertStrong(input.password, input.username)
  const passwordHash = await hashPassword(input.password)
  const { account, branchId } = await inTransaction(async (tx) => {
    await tx.$executeRaw`LOCK TABLE account IN SHARE ROW EXCLUSIVE MODE`
    if ((await tx.account.count()) > 0) throw new AppError('setup_link_invalid')
    const { nameAr, nameEn, timeZone } = input.branch
    const branchId = await createBranch(tx, {
      slug: 'main',
      name: { ar: nameAr, en: nameEn },
      timeZone,
      template: branchTemplates[input.template],
    })
    const { username, displayName } = input
    const id = newId()
    const roles = { create: { id: newId(), role: 'owner' } }
    const created = await tx.account.create({ data: { id, username, displayName, passwordHash, roles } })
    const changes: AuditChange[] = [
      { action: 'branch.create', subject: { type: 'branch', id: branchId }, after: { template: input.template } },
      { action: 'account.create', subject: { type: 'account', id }, after: { username, roles: ['owner'] } },
    ]
    const audit = changes.map((change) => ({ ...change, actor: null, origin: from.origin, at: now }))
    await closeTransaction(tx, { branchId: null, events: [], audit })
    return { account: created, branchId }
  })
  await announceSetup(branchId, 1)
  return startSession(account, () => Promise.resolve('set_up'), from, now)
}

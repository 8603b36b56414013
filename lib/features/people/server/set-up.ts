import 'server-only'
import { createBranch } from '@/lib/features/branches/server/create-branch'
import { emptyTemplate, medicalExaminationCentre } from '@/lib/features/branches/server/templates'
import { mark, sameText } from '@/lib/server/crypto'
import { db } from '@/lib/server/db/client'
import { openSession } from '@/lib/server/session'
import { AppError } from '@/lib/shared/errors'
import { newId } from '@/lib/shared/ids'
import { localTime } from '@/lib/shared/time'
import type { SessionDto } from '../contract'
import { hashPassword } from './password'
import { presentSession } from './sign-in'

type Input = {
  token: string
  username: string
  displayName: string
  password: string
  branch: { nameAr: string; nameEn: string; timeZone: string }
  template: 'medical_examination_centre' | 'empty'
}

const templates = { medical_examination_centre: medicalExaminationCentre, empty: emptyTemplate }

/** The secret of the one-time link; null once there is an account. It is good for this installation only. */
export async function setUpToken(): Promise<string | null> {
  return (await db().account.count()) > 0 ? null : mark('setup-link', 'first administrator')
}

/** Whether a one-time link still works. */
export async function isSetUpToken(token: string): Promise<boolean> {
  const expected = await setUpToken()
  return expected !== null && sameText(expected, token)
}

function assertTimeZone(timeZone: string): void {
  try {
    localTime(new Date(0), timeZone)
  } catch {
    throw new AppError('invalid_input', {}, [{ path: 'branch.timeZone', reason: 'unknown_time_zone' }])
  }
}

/**
 * Creates the first administrator and branch, and signs in. Of two at once, one wins.
 * Throws `setup_link_invalid` when the link is wrong or was used.
 */
export async function setUp(input: Input, now: Date): Promise<{ session: SessionDto; cookie: string }> {
  if (!(await isSetUpToken(input.token))) throw new AppError('setup_link_invalid')
  assertTimeZone(input.branch.timeZone)
  const passwordHash = await hashPassword(input.password)
  const account = await db().$transaction(async (tx) => {
    await tx.$executeRaw`LOCK TABLE account IN SHARE ROW EXCLUSIVE MODE`
    if ((await tx.account.count()) > 0) throw new AppError('setup_link_invalid')
    const { nameAr, nameEn, timeZone } = input.branch
    await createBranch(tx, {
      slug: 'main',
      name: { ar: nameAr, en: nameEn },
      timeZone,
      template: templates[input.template],
    })
    const { username, displayName } = input
    return tx.account.create({ data: { id: newId(), username, displayName, passwordHash, role: 'administrator' } })
  })
  const { cookie, expiresAt } = await openSession(account.id, now)
  return { session: await presentSession({ ...account, role: 'administrator', expiresAt }), cookie }
}

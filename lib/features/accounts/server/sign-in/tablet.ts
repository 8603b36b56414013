import 'server-only'
import { db } from '@/lib/server/db/client'
import type { PairedDevice } from '@/lib/server/identity/device'
import { AppError } from '@/lib/shared/errors'
import type { TabletPersonDto } from '../../pin-contract'
import type { SignInRequest } from './sign-in-request'

/** Wrong PINs in a row after which the tablet asks for the password. */
export const pinTries = 5

/** The tablet that sent the request. Throws `not_allowed` for another kind of device. */
export function tabletOf({ tablet }: Pick<SignInRequest, 'tablet'>): PairedDevice {
  if (!tablet) throw new AppError('not_allowed')
  return tablet
}

/** Accounts that may sign in to a tablet with a PIN. */
export function mayUsePin(branchId: string) {
  return { status: 'active', pinHash: { not: null }, roles: { some: { OR: [{ branchId: null }, { branchId }] } } }
}

/** People who may sign in to the tablet with a PIN: they used their password there, have a PIN and a role in its branch. */
export async function listTabletPeople(from: Pick<SignInRequest, 'tablet'>): Promise<{ people: TabletPersonDto[] }> {
  const { id: deviceId, branchId } = tabletOf(from)
  const rows = await db().tabletAccount.findMany({
    where: { deviceId, account: mayUsePin(branchId) },
    select: { accountId: true, failures: true, account: { select: { displayName: true } } },
    orderBy: { account: { displayName: 'asc' } },
    take: 60,
  })
  return {
    people: rows.map(({ accountId, failures, account: { displayName } }) => ({
      account: accountId,
      displayName,
      locked: failures >= pinTries,
    })),
  }
}

import 'server-only'
import type { BranchRef } from '@/lib/features/branches/contract'
import { listBranches } from '@/lib/features/branches/server/public'
import { may } from '@/lib/server/identity/actor'
import { signedInPageStaff } from '@/lib/server/identity/page-staff'
import type { DeviceDto } from '../contract'
import { listDevices } from './list-devices'

const pageSize = 50

/** A page of devices, and the branches in which the actor manages devices. Throws `not_signed_in`. */
export async function pageDevices(asked: {
  before: string | undefined
  revoked: boolean
}): Promise<{ devices: DeviceDto[]; next: string | null; branches: BranchRef[] }> {
  const staff = await signedInPageStaff()
  const { before, revoked } = asked
  const query = { limit: pageSize, revoked: revoked ? ('true' as const) : ('false' as const) }
  const list = await listDevices(staff, { ...query, ...(before !== undefined && { before }) }, new Date())
  const branches = (await listBranches()).filter((it) => may(staff, 'device.manage', it.id))
  return { ...list, branches: branches.map(({ slug, name }) => ({ slug, name })) }
}

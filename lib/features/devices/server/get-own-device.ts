import 'server-only'
import { findBranchById } from '@/lib/features/branches/server/branch-directory'
import { pairedDeviceOf } from '@/lib/server/identity/device'
import { AppError } from '@/lib/shared/errors'
import type { OwnDeviceDto } from '../contract'

/** What the device behind a request was paired as. Throws `not_signed_in` when it is none, or none any more. */
export async function getOwnDevice(headers: Headers): Promise<OwnDeviceDto> {
  const device = await pairedDeviceOf(headers)
  if (!device) throw new AppError('not_signed_in')
  const { id, kind, label } = device
  const { slug, name } = await findBranchById(device.branchId)
  return { id, kind, label, branch: { slug, name } }
}

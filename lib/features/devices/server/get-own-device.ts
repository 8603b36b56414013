import 'server-only'
import { findBranchById } from '@/lib/features/branches/server/branch-directory'
import { type PairedDevice, pairedDeviceOf } from '@/lib/server/identity/device'
import { AppError } from '@/lib/shared/errors'
import type { OwnDeviceDto } from '../contract'

/** What a device was paired as. */
export async function presentOwnDevice({ id, kind, label, branchId }: PairedDevice): Promise<OwnDeviceDto> {
  const { slug, name } = await findBranchById(branchId)
  return { id, kind, label, branch: { slug, name } }
}

/** What the device behind a request was paired as. Throws `not_signed_in` when it is none, or none any more. */
export async function getOwnDevice(headers: Headers): Promise<OwnDeviceDto> {
  const device = await pairedDeviceOf(headers)
  if (!device) throw new AppError('not_signed_in')
  return presentOwnDevice(device)
}

import 'server-only'
import { findBranchById } from '@/lib/features/branches/server/public'
import type { HeaderReader } from '@/lib/server/http/http-request'
import { type PairedDevice, pairedDeviceOf } from '@/lib/server/identity/device'
import { AppError } from '@/lib/shared/errors'
import type { OwnDeviceDto } from '../contract'

/** The pairing of a device: branch, kind and name. */
export async function presentOwnDevice({ id, kind, label, branchId }: PairedDevice): Promise<OwnDeviceDto> {
  const { slug, name } = await findBranchById(branchId)
  return { id, kind, label, branch: { slug, name } }
}

/** The pairing of the requesting device. Throws `not_signed_in` when it is not paired, or no longer. */
export async function getOwnDevice(headers: HeaderReader): Promise<OwnDeviceDto> {
  const device = await pairedDeviceOf(headers)
  if (!device) throw new AppError('not_signed_in')
  return presentOwnDevice(device)
}

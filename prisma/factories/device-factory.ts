import type { BranchRecord } from '@/lib/features/branches/server/branch-directory'
import type { DeviceDto, PairingDto } from '@/lib/features/devices/contract'
import type { DeviceKind } from '@/lib/features/devices/rules'
import { openPairing } from '@/lib/features/devices/server/open-pairing'
import { pairDevice } from '@/lib/features/devices/server/pair-device'
import { runCommand } from '@/lib/server/command'
import { sha256 } from '@/lib/server/crypto'
import type { Staff } from '@/lib/server/identity/actor'
import { deviceCookie, deviceTokenOf } from '@/lib/server/identity/device'
import { commandOf } from './line-factory'
import { makeStaff } from './people-factory'

type Paired = {
  device: DeviceDto
  pairing: PairingDto
  /** The headers that its browser sends. */
  headers: Headers
}

/** Pairs a device with a branch, and returns the cookie its browser sends. */
export async function makeDevice(
  branch: BranchRecord,
  kind: DeviceKind = 'display',
  more: { by?: Staff; label?: string } = {},
): Promise<Paired> {
  const by = more.by ?? (await makeStaff(branch, 'manager'))
  const pairing = await openPairing(kind, `device-factory-${Math.random()}`, new Date())
  const body = { code: pairing.code, label: more.label ?? 'الصالة', branch: branch.slug }
  const { answer } = await runCommand(commandOf(by, { body, params: {} }), pairDevice)
  const { token } = deviceTokenOf({ id: pairing.id, secretHash: sha256(pairing.secret) })
  return {
    device: answer as DeviceDto,
    pairing,
    headers: new Headers({ cookie: deviceCookie(token).split(';')[0] ?? '' }),
  }
}

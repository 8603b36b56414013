import * as contract from '@/lib/features/devices/contract'
import { listDevices } from '@/lib/features/devices/server/list-devices'
import { limitPairing, pairDevice } from '@/lib/features/devices/server/pair-device'
import { preparedRoute } from '@/lib/server/http/command-route'
import { route } from '@/lib/server/http/route'

export const GET = route(contract.listDevices, ({ actor, query, now }) => listDevices(actor, query, now))

export const POST = preparedRoute(contract.pairDevice, ({ actor }) => limitPairing(actor), pairDevice)

import * as contract from '@/lib/features/devices/contract'
import { revokeDevice } from '@/lib/features/devices/server/change-device'
import { commandRoute } from '@/lib/server/http/command-route'

export const POST = commandRoute(contract.revokeDevice, revokeDevice)

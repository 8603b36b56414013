import * as contract from '@/lib/features/devices/contract'
import { renameDevice } from '@/lib/features/devices/server/change-device'
import { commandRoute } from '@/lib/server/http/command-route'

export const POST = commandRoute(contract.renameDevice, renameDevice)

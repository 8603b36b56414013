import * as contract from '@/lib/features/devices/contract'
import { listDevices } from '@/lib/features/devices/server/list-devices'
import { limitPairing, pairDevice } from '@/lib/features/devices/server/pair-device'
import { runCommand } from '@/lib/server/command'
import { answerOf, commandOf } from '@/lib/server/command-route'
import { route } from '@/lib/server/route'

export const GET = route(contract.listDevices, ({ actor, query, now }) => listDevices(actor, query, now))

export const POST = route(contract.pairDevice, async (call) => {
  await limitPairing(call.actor)
  return answerOf(call, await runCommand(commandOf(call), pairDevice))
})

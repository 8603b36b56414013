import * as contract from '@/lib/features/people/account-contract'
import { countOwnTry, removeSecondFactor } from '@/lib/features/people/server/own-second-factor'
import { provePassword } from '@/lib/features/people/server/prove-password'
import { preparedRoute } from '@/lib/server/command-route'

export const POST = preparedRoute(
  contract.removeSecondFactor,
  async (call) => {
    const proven = await provePassword(call, call.input.password)
    await countOwnTry(call.actor)
    return proven
  },
  removeSecondFactor,
)

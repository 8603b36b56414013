import * as contract from '@/lib/features/accounts/account-contract'
import { countOwnTry, removeSecondFactor } from '@/lib/features/accounts/server/own-account/own-second-factor'
import { provePassword } from '@/lib/features/accounts/server/own-account/prove-password'
import { preparedRoute } from '@/lib/server/http/command-route'

export const POST = preparedRoute(
  contract.removeSecondFactor,
  async (call) => {
    const proven = await provePassword(call, call.input.password)
    await countOwnTry(call.actor)
    return proven
  },
  removeSecondFactor,
)

import * as contract from '@/lib/features/accounts/account-contract'
import { removeOwnPin } from '@/lib/features/accounts/server/own-account/own-pin'
import { provePassword } from '@/lib/features/accounts/server/own-account/prove-password'
import { preparedRoute } from '@/lib/server/http/command-route'

export const POST = preparedRoute(
  contract.removeOwnPin,
  (call) => provePassword(call, call.input.password),
  removeOwnPin,
)

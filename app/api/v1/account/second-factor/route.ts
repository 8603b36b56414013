import * as contract from '@/lib/features/accounts/account-contract'
import { beginSecondFactor } from '@/lib/features/accounts/server/own-account/own-second-factor'
import { provePassword } from '@/lib/features/accounts/server/own-account/prove-password'
import { preparedRoute } from '@/lib/server/http/command-route'

export const POST = preparedRoute(
  contract.beginSecondFactor,
  (call) => provePassword(call, call.input.password),
  beginSecondFactor,
)

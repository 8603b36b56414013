import * as contract from '@/lib/features/people/account-contract'
import { renewRecoveryCodes } from '@/lib/features/people/server/own-second-factor'
import { provePassword } from '@/lib/features/people/server/prove-password'
import { preparedRoute } from '@/lib/server/command-route'

export const POST = preparedRoute(
  contract.renewRecoveryCodes,
  (call) => provePassword(call, call.input.password),
  renewRecoveryCodes,
)

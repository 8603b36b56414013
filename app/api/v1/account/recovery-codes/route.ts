import * as contract from '@/lib/features/people/account-contract'
import { renewRecoveryCodes } from '@/lib/features/people/server/own-second-factor'
import { preparedRoute } from '@/lib/features/people/server/prepared-route'
import { provePassword } from '@/lib/features/people/server/prove-password'

export const POST = preparedRoute(
  contract.renewRecoveryCodes,
  (call) => provePassword(call, call.input.password),
  renewRecoveryCodes,
)

import * as contract from '@/lib/features/people/account-contract'
import { removeOwnPin } from '@/lib/features/people/server/own-pin'
import { preparedRoute } from '@/lib/features/people/server/prepared-route'
import { provePassword } from '@/lib/features/people/server/prove-password'

export const POST = preparedRoute(
  contract.removeOwnPin,
  (call) => provePassword(call, call.input.password),
  removeOwnPin,
)

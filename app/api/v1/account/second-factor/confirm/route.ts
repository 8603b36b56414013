import * as contract from '@/lib/features/accounts/account-contract'
import { confirmSecondFactor, countOwnTry } from '@/lib/features/accounts/server/own-account/own-second-factor'
import { preparedRoute } from '@/lib/server/http/command-route'

export const POST = preparedRoute(contract.confirmSecondFactor, ({ actor }) => countOwnTry(actor), confirmSecondFactor)

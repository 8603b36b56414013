import * as contract from '@/lib/features/people/account-contract'
import { confirmSecondFactor, countOwnTry } from '@/lib/features/people/server/own-second-factor'
import { preparedRoute } from '@/lib/server/command-route'

export const POST = preparedRoute(contract.confirmSecondFactor, ({ actor }) => countOwnTry(actor), confirmSecondFactor)

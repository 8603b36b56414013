import * as contract from '@/lib/features/people/account-contract'
import { getOwnAccount } from '@/lib/features/people/server/own-account'
import { route } from '@/lib/server/route'

export const GET = route(contract.getOwnAccount, ({ actor }) => getOwnAccount(actor))

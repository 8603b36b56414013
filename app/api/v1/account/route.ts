import * as contract from '@/lib/features/accounts/account-contract'
import { getOwnAccount } from '@/lib/features/accounts/server/own-account/own-account'
import { route } from '@/lib/server/http/route'

export const GET = route(contract.getOwnAccount, ({ actor }) => getOwnAccount(actor))

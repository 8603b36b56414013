import { getStaff } from '@/lib/features/accounts/server/staff/list-staff'
import * as contract from '@/lib/features/accounts/staff-contract'
import { route } from '@/lib/server/http/route'

export const GET = route(contract.getStaff, ({ actor, params, now }) => getStaff(actor, params.id, now))

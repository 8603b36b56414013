import { getStaff } from '@/lib/features/people/server/list-staff'
import * as contract from '@/lib/features/people/staff-contract'
import { route } from '@/lib/server/route'

export const GET = route(contract.getStaff, ({ actor, params, now }) => getStaff(actor, params.id, now))

import { setStaffRoles } from '@/lib/features/people/server/set-staff-roles'
import * as contract from '@/lib/features/people/staff-contract'
import { commandRoute } from '@/lib/server/command-route'

export const POST = commandRoute(contract.setStaffRoles, setStaffRoles)

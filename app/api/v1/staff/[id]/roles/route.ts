import { setStaffRoles } from '@/lib/features/accounts/server/staff/set-staff-roles'
import * as contract from '@/lib/features/accounts/staff-contract'
import { commandRoute } from '@/lib/server/http/command-route'

export const POST = commandRoute(contract.setStaffRoles, setStaffRoles)

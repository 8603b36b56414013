import { deactivateStaff } from '@/lib/features/accounts/server/staff/staff-status'
import * as contract from '@/lib/features/accounts/staff-contract'
import { commandRoute } from '@/lib/server/http/command-route'

export const POST = commandRoute(contract.deactivateStaff, deactivateStaff)

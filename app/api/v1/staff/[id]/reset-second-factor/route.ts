import { resetStaffSecondFactor } from '@/lib/features/accounts/server/staff/reset-staff'
import * as contract from '@/lib/features/accounts/staff-contract'
import { commandRoute } from '@/lib/server/http/command-route'

export const POST = commandRoute(contract.resetStaffSecondFactor, resetStaffSecondFactor)

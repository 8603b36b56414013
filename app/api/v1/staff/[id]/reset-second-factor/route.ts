import { resetStaffSecondFactor } from '@/lib/features/people/server/reset-staff'
import * as contract from '@/lib/features/people/staff-contract'
import { commandRoute } from '@/lib/server/command-route'

export const POST = commandRoute(contract.resetStaffSecondFactor, resetStaffSecondFactor)

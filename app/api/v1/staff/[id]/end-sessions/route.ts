import { endStaffSessions } from '@/lib/features/people/server/staff-status'
import * as contract from '@/lib/features/people/staff-contract'
import { commandRoute } from '@/lib/server/command-route'

export const POST = commandRoute(contract.endStaffSessions, endStaffSessions)

import { createStaff, hashFirstPassword } from '@/lib/features/accounts/server/staff/create-staff'
import { listStaff } from '@/lib/features/accounts/server/staff/list-staff'
import * as contract from '@/lib/features/accounts/staff-contract'
import { preparedRoute } from '@/lib/server/http/command-route'
import { route } from '@/lib/server/http/route'

export const GET = route(contract.listStaff, ({ actor, query, now }) => listStaff(actor, query, now))

export const POST = preparedRoute(contract.createStaff, ({ input }) => hashFirstPassword(input), createStaff)

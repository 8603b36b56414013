import { createStaff, hashFirstPassword } from '@/lib/features/people/server/create-staff'
import { listStaff } from '@/lib/features/people/server/list-staff'
import { preparedRoute } from '@/lib/features/people/server/prepared-route'
import * as contract from '@/lib/features/people/staff-contract'
import { route } from '@/lib/server/route'

export const GET = route(contract.listStaff, ({ actor, query, now }) => listStaff(actor, query, now))

export const POST = preparedRoute(contract.createStaff, ({ input }) => hashFirstPassword(input), createStaff)

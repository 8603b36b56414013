import { hashPassword } from '@/lib/features/people/server/password'
import { preparedRoute } from '@/lib/features/people/server/prepared-route'
import { resetStaffPassword } from '@/lib/features/people/server/reset-staff'
import * as contract from '@/lib/features/people/staff-contract'

export const POST = preparedRoute(
  contract.resetStaffPassword,
  ({ input }) => hashPassword(input.password),
  resetStaffPassword,
)

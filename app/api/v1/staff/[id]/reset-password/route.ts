import { hashPassword } from '@/lib/features/people/server/password'
import { resetStaffPassword } from '@/lib/features/people/server/reset-staff'
import * as contract from '@/lib/features/people/staff-contract'
import { preparedRoute } from '@/lib/server/command-route'

export const POST = preparedRoute(
  contract.resetStaffPassword,
  ({ input }) => hashPassword(input.password),
  resetStaffPassword,
)

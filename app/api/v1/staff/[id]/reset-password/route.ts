import { hashPassword } from '@/lib/features/accounts/server/password'
import { resetStaffPassword } from '@/lib/features/accounts/server/staff/reset-staff'
import * as contract from '@/lib/features/accounts/staff-contract'
import { preparedRoute } from '@/lib/server/http/command-route'

export const POST = preparedRoute(
  contract.resetStaffPassword,
  ({ input }) => hashPassword(input.password),
  resetStaffPassword,
)

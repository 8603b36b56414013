import type { StaffDto } from '../../staff-contract'

/** What each card on the page of a member of staff is given. */
export type StaffPartProps = {
  staff: StaffDto
  show: (staff: StaffDto) => void
  reload: () => void
  isOneself: boolean
}

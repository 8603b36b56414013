// One's own account stands in the frame of the administration.
export { default } from '../admin/layout'

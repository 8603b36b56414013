// The own account uses the frame of the administration.
export { default } from '../admin/layout'

import 'server-only'

/** What other features may call: names of staff, and removing a tablet's PIN sign-ins. */
export { forgetTablet } from './forget-tablet'
export { listAccountNames, nameAccounts } from './name-accounts'

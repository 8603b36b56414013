import 'server-only'

/** What other features may call of the accounts: names of staff, and forgetting a tablet. */
export { forgetTablet } from './forget-tablet'
export { listAccountNames, nameAccounts } from './name-accounts'

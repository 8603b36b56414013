import 'server-only'

/** What other features may call: names of tokens, and revoking tokens that roles no longer cover. */
export { listTokenNames, nameTokens } from './name-tokens'
export { revokeUncoveredTokens } from './revoke-uncovered-tokens'

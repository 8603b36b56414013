import 'server-only'

/** What other features may call of the programs: names of tokens, and revoking what roles no longer cover. */
export { listTokenNames, nameTokens } from './name-tokens'
export { revokeUncoveredTokens } from './revoke-uncovered-tokens'

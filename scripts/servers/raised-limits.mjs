/**
 * Raised limits: tests and benches send requests faster than people do. Tests of a limit set it themselves: an empty
 * value is Dawr's own default.
 */
export const raisedLimits = {
  API_LIMIT_PER_HOUR: '100000000',
  API_LIMIT_PER_TOKEN_PER_HOUR: '100000000',
  PAGE_LIMIT_PER_SECOND: '1000000',
  ADDRESS_LIMIT_PER_SECOND: '1000000',
  MAX_STREAMS_PER_ADDRESS: '1000000',
  SIGN_IN_LIMIT_PER_ACCOUNT_PER_HOUR: '100000',
}

/** The audit actions of the platform. Those of a feature are in its `audit-actions.ts`. */
export const platformAuditActions = [
  'access.denied',
  'retention.claim_visits',
  'retention.forget_names',
  'retention.forget_links',
  'retention.forget_persons',
  'retention.forget_codes',
  'retention.forget_sessions',
] as const

/** What the platform itself writes into the audit. The actions of a feature stand in its `audit-actions.ts`. */
export const platformAuditActions = [
  'access.denied',
  'retention.claim_visits',
  'retention.forget_names',
  'retention.forget_links',
  'retention.forget_persons',
  'retention.forget_codes',
  'retention.forget_sessions',
] as const

/** What this feature writes into the audit. */
export const softwareAuditActions = ['api_token.create', 'api_token.use', 'api_token.revoke'] as const

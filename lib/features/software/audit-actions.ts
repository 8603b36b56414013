/** The audit actions of this feature. */
export const softwareAuditActions = ['api_token.create', 'api_token.use', 'api_token.revoke'] as const

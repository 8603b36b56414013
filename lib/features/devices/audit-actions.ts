/** What this feature writes into the audit. */
export const devicesAuditActions = ['device.pair', 'device.rename', 'device.revoke'] as const

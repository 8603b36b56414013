/** The audit actions of this feature. */
export const devicesAuditActions = ['device.pair', 'device.rename', 'device.revoke'] as const

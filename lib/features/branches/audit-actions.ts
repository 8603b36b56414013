/** The audit actions of this feature. */
export const branchesAuditActions = [
  'branch.create',
  'branch.update',
  'branch.switch_flag',
  'service.create',
  'service.update',
  'service.open',
  'service.close',
  'service_point.create',
  'service_point.update',
  'service_point.open',
  'service_point.close',
  'pathway.create',
  'pathway.update',
] as const

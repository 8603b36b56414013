/** The audit actions of this feature. */
export const branchesAuditActions = ['branch.create', 'branch.switch_flag'] as const

/** What this feature writes into the audit. */
export const branchesAuditActions = ['branch.create', 'branch.switch_flag'] as const

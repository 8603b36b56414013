/** What this feature writes into the audit. */
export const jobsAuditActions = ['job.run_again'] as const

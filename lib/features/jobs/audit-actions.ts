/** The audit actions of this feature. */
export const jobsAuditActions = ['job.run_again'] as const

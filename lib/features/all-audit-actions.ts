import { platformAuditActions } from '@/lib/shared/audit-actions'
import { accountsAuditActions } from './accounts/audit-actions'
import { branchesAuditActions } from './branches/audit-actions'
import { devicesAuditActions } from './devices/audit-actions'
import { jobsAuditActions } from './jobs/audit-actions'
import { personsAuditActions } from './persons/audit-actions'
import { queueAuditActions } from './queue/audit-actions'
import { softwareAuditActions } from './software/audit-actions'

/** Every action that the audit can hold, in the order in which the audit page offers them. */
export const auditActions = [
  ...queueAuditActions,
  ...personsAuditActions,
  ...accountsAuditActions,
  ...devicesAuditActions,
  ...softwareAuditActions,
  ...branchesAuditActions,
  ...jobsAuditActions,
  ...platformAuditActions,
] as const

declare module '@/lib/server/audit/entry' {
  interface AuditRegister {
    action: (typeof auditActions)[number]
  }
}

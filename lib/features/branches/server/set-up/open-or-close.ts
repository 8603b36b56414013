import 'server-only'
import type { Command, Reply } from '@/lib/server/command'
import type { CommandInput } from '@/lib/server/http/command-route'
import type { closeServicePoint } from '../../point-set-up-contract'
import type { closeService } from '../../service-set-up-contract'
import { serviceOf, servicePointOf } from '../branch-directory'
import { changeSetup } from './change-set-up'
import { auditOfChange } from './changed-fields'
import { presentPoint, presentService } from './present-set-up'

type Status = 'open' | 'closed'

const verb = { open: 'open', closed: 'close' } as const

/** Opens or closes a service; where it already is, nothing changes. Throws `unknown_branch`, `unknown_service`, `not_allowed`. */
export async function setServiceStatus(
  command: Command<CommandInput<typeof closeService>>,
  status: Status,
): Promise<Reply> {
  const { params, body } = command.input
  return changeSetup(command, body, async (tx, branch) => {
    const { id, slug, status: before } = serviceOf(branch, params.service)
    if (before !== status) await tx.service.update({ where: { id }, data: { status } })
    const about = { action: `service.${verb[status]}`, subject: { type: 'service', id } } as const
    return {
      answer: (now) => presentService(now, slug),
      audit: auditOfChange(about, { standing: before }, { standing: status }),
    }
  })
}

/** Opens or closes a service point, likewise. Throws `unknown_branch`, `unknown_service_point`, `not_allowed`. */
export async function setPointStatus(
  command: Command<CommandInput<typeof closeServicePoint>>,
  status: Status,
): Promise<Reply> {
  const { params, body } = command.input
  return changeSetup(command, body, async (tx, branch) => {
    const { id, slug, status: before } = servicePointOf(branch, params.servicePoint)
    if (before !== status) await tx.servicePoint.update({ where: { id }, data: { status } })
    const about = { action: `service_point.${verb[status]}`, subject: { type: 'service_point', id } } as const
    return {
      answer: (now) => presentPoint(now, slug),
      audit: auditOfChange(about, { standing: before }, { standing: status }),
    }
  })
}

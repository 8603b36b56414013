import 'server-only'
import type { Command, Reply } from '@/lib/server/command'
import type { CommandInput } from '@/lib/server/http/command-route'
import type { updateServicePoint as contract } from '../../point-set-up-contract'
import { servicePointOf } from '../branch-directory'
import { changeSetup } from './change-set-up'
import { auditOfChange } from './changed-fields'
import { pointColumns, replaceServices } from './point-columns'
import { presentPoint } from './present-set-up'

/** Changes what the body names. Throws `unknown_branch`, `unknown_service_point`, `unknown_service`, `not_allowed`. */
export async function updatePoint(command: Command<CommandInput<typeof contract>>): Promise<Reply> {
  const { params, body } = command.input
  return changeSetup(command, body, async (tx, branch) => {
    const { id, slug } = servicePointOf(branch, params.servicePoint)
    await tx.servicePoint.update({ where: { id }, data: pointColumns(body) })
    if (body.services) await replaceServices(tx, branch, id, body.services)
    const about = { action: 'service_point.update', subject: { type: 'service_point', id } } as const
    return {
      answer: (now) => presentPoint(now, slug),
      audit: auditOfChange(about, presentPoint(branch, slug), body),
    }
  })
}

import 'server-only'
import type { Command, Reply } from '@/lib/server/command'
import type { CommandInput } from '@/lib/server/http/command-route'
import type { updateService as contract } from '../../service-set-up-contract'
import { serviceOf } from '../branch-directory'
import { assertRange } from './assert-range'
import { changeSetup } from './change-set-up'
import { auditOfChange } from './changed-fields'
import { assertPrefixFree, noteFormerPrefix } from './prefixes'
import { presentService } from './present-set-up'
import { replaceHours } from './replace-hours'
import { serviceColumns } from './service-columns'

/** Changes what the body names. Throws `unknown_branch`, `unknown_service`, `not_allowed`, `prefix_taken`. */
export async function updateService(command: Command<CommandInput<typeof contract>>): Promise<Reply> {
  const { params, body } = command.input
  return changeSetup(command, body, async (tx, branch) => {
    const service = serviceOf(branch, params.service)
    const { id, slug } = service
    assertRange(body, service)
    if (body.prefix !== undefined && body.prefix !== service.prefix) {
      await assertPrefixFree(tx, branch, body.prefix, command.now, id)
      await noteFormerPrefix(tx, branch, service, command.now)
    }
    await tx.service.update({ where: { id }, data: serviceColumns(body) })
    if (body.hours) await replaceHours(tx, { branchId: branch.id, serviceId: id }, body.hours)
    const about = { action: 'service.update', subject: { type: 'service', id } } as const
    return {
      answer: (now) => presentService(now, slug),
      audit: auditOfChange(about, presentService(branch, slug), body),
    }
  })
}

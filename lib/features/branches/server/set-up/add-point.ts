import 'server-only'
import type { Command, Reply } from '@/lib/server/command'
import type { CommandInput } from '@/lib/server/http/command-route'
import { AppError } from '@/lib/shared/errors'
import { newId } from '@/lib/shared/ids'
import type { createServicePoint as contract } from '../../point-set-up-contract'
import { changeSetup } from './change-set-up'
import { auditFields } from './changed-fields'
import { pointColumns, replaceServices } from './point-columns'
import { presentPoint } from './present-set-up'

/** Adds a room or counter, the last of its branch. Throws `unknown_branch`, `unknown_service`, `not_allowed`, `slug_taken`. */
export async function addPoint(command: Command<CommandInput<typeof contract>>): Promise<Reply> {
  const { branch: branchSlug, slug, ...body } = command.input.body
  return changeSetup(command, { branch: branchSlug }, async (tx, branch) => {
    if (branch.servicePoints.some((it) => it.slug === slug)) throw new AppError('slug_taken', { slug })
    const { kind = 'room', label, services = [] } = body
    const id = newId()
    const needed = { kind, labelAr: label.ar, labelEn: label.en, position: branch.servicePoints.length }
    await tx.servicePoint.create({ data: { ...pointColumns(body), ...needed, id, branchId: branch.id, slug } })
    await replaceServices(tx, branch, id, services)
    const after = auditFields({ slug, ...body })
    return {
      answer: (now) => presentPoint(now, slug),
      audit: [{ action: 'service_point.create', subject: { type: 'service_point', id }, after }],
    }
  })
}

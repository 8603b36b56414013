import 'server-only'
import type { Command, Reply } from '@/lib/server/command'
import type { CommandInput } from '@/lib/server/http/command-route'
import { AppError } from '@/lib/shared/errors'
import { newId } from '@/lib/shared/ids'
import type { createService as contract } from '../../service-set-up-contract'
import { assertRange } from './assert-range'
import { changeSetup } from './change-set-up'
import { auditFields } from './changed-fields'
import { assertPrefixFree } from './prefixes'
import { presentService } from './present-set-up'
import { replaceHours } from './replace-hours'
import { serviceColumns } from './service-columns'

/** Adds a service, the last of its branch. Throws `unknown_branch`, `not_allowed`, `slug_taken`, `prefix_taken`. */
export async function addService(command: Command<CommandInput<typeof contract>>): Promise<Reply> {
  const { branch: branchSlug, slug, ...body } = command.input.body
  return changeSetup(command, { branch: branchSlug }, async (tx, branch) => {
    if (branch.services.some((it) => it.slug === slug)) throw new AppError('slug_taken', { slug })
    await assertPrefixFree(tx, branch, body.prefix, command.now)
    assertRange(body)
    const { prefix, icon, typicalMinutes, name } = body
    const id = newId()
    const needed = { prefix, icon, typicalMinutes, nameAr: name.ar, nameEn: name.en }
    const position = branch.services.length
    await tx.service.create({ data: { ...serviceColumns(body), ...needed, id, branchId: branch.id, slug, position } })
    if (body.hours) await replaceHours(tx, { branchId: branch.id, serviceId: id }, body.hours)
    return {
      answer: (now) => presentService(now, slug),
      audit: [{ action: 'service.create', subject: { type: 'service', id }, after: auditFields({ slug, ...body }) }],
    }
  })
}

import 'server-only'
import { checkPathway } from '@/lib/features/journeys/pathway'
import type { Command, Reply } from '@/lib/server/command'
import type { CommandInput } from '@/lib/server/http/command-route'
import type { updatePathway as contract } from '../../pathway-contract'
import { pathwayOf } from '../branch-directory'
import { changeSetup } from './change-set-up'
import { auditOfChange } from './changed-fields'
import { defined } from './defined'
import { auditSteps, replaceSteps, slugsOf } from './pathway-rows'
import { presentPathway } from './present-set-up'

/**
 * Changes what the body names; visits that have begun keep their steps. Throws `unknown_branch`, `unknown_pathway`,
 * `not_allowed`, and what is wrong with the steps, as for a new one.
 */
export async function updatePathway(command: Command<CommandInput<typeof contract>>): Promise<Reply> {
  const { params, body } = command.input
  return changeSetup(command, body, async (tx, branch) => {
    const { id, slug } = pathwayOf(branch, params.pathway)
    const { name, steps } = body
    if (steps) checkPathway(steps, slugsOf(branch))
    await tx.pathway.update({ where: { id }, data: defined({ nameAr: name?.ar, nameEn: name?.en }) })
    if (steps) await replaceSteps(tx, branch, id, steps)
    const before = presentPathway(branch, slug)
    const about = { action: 'pathway.update', subject: { type: 'pathway', id } } as const
    const audit = auditOfChange(
      about,
      { name: before.name, steps: auditSteps(before.steps) },
      { name, steps: steps && auditSteps(steps) },
    )
    return {
      answer: (now) => presentPathway(now, slug),
      audit,
    }
  })
}

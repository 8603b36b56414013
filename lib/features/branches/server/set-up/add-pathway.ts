import 'server-only'
import { checkPathway } from '@/lib/features/journeys/pathway'
import type { Command, Reply } from '@/lib/server/command'
import type { CommandInput } from '@/lib/server/http/command-route'
import { AppError } from '@/lib/shared/errors'
import type { createPathway as contract } from '../../pathway-contract'
import { changeSetup } from './change-set-up'
import { auditFields } from './changed-fields'
import { auditSteps, insertPathway, slugsOf } from './pathway-rows'
import { presentPathway } from './present-set-up'

/**
 * Adds a pathway, the last of its branch. Throws `unknown_branch`, `not_allowed`, `slug_taken`, and what is wrong with the
 * steps: `unknown_service`, `step_twice`, `unknown_prerequisite`, `pathway_order`, `pathway_circle`.
 */
export async function addPathway(command: Command<CommandInput<typeof contract>>): Promise<Reply> {
  const { branch: branchSlug, slug, name, steps } = command.input.body
  return changeSetup(command, { branch: branchSlug }, async (tx, branch) => {
    if (branch.pathways.some((it) => it.slug === slug)) throw new AppError('slug_taken', { slug })
    checkPathway(steps, slugsOf(branch))
    const id = await insertPathway(tx, branch, { slug, name, steps }, branch.pathways.length)
    const after = auditFields({ slug, name, steps: auditSteps(steps) })
    return {
      answer: (now) => presentPathway(now, slug),
      audit: [{ action: 'pathway.create', subject: { type: 'pathway', id }, after }],
    }
  })
}

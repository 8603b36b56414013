import 'server-only'
import { serviceOf } from '@/lib/features/branches/server/public'
import { changeTicket } from '@/lib/features/queue/server/public'
import type { Command, CommandResult } from '@/lib/server/command'
import type { Tx } from '@/lib/server/db/client'
import { AppError } from '@/lib/shared/errors'
import { sendAndReturn as send } from '../changes'
import type { VisitDto } from '../contract'
import { sentBy } from '../visit-plan'
import { afterMove, requirePlan, ruledIn, visitResult } from './change-visit'

type Body = { service: string; version?: number | undefined; endAnothers?: boolean | undefined }

const sendTicket = changeTicket<Body>({
  action: 'replan',
  permission: 'queue.serve',
  plan: async (tx, ticket, { branch, body }) => {
    const before = await requirePlan(tx, ticket)
    const target = serviceOf(branch, body.service)
    if (target.status === 'closed') throw new AppError('service_closed', { service: target.slug, opensAt: null })
    const { serviceId, state, servicePointId } = ticket
    const at = { service: serviceId, state }
    const steps = await ruledIn(branch, () => send(before.steps, at, target.id, servicePointId))
    return { before, after: sentBy('staff', before, steps), next: { serviceId: target.id, isParked: false } }
  },
  decide: (_, ticket, { move, now }) => ({ after: afterMove(ticket, move, now) }),
})

/**
 * Sends the visitor in service to another clinic; the step here is on hold, and comes first when that one has ended. Throws
 * `ticket_not_found`, `visit_not_found` for a single turn, `stale_version`, `wrong_state`, `unknown_service`,
 * `service_closed`, `step_blocked`, `started_by_another`.
 */
export async function sendAndReturn(
  tx: Tx,
  command: Command<{ params: { id: string }; body: Body }>,
): Promise<CommandResult & { answer: VisitDto }> {
  return visitResult(tx, await sendTicket(tx, command), command.now)
}

import 'server-only'
import { type BranchRecord, findBranchById, serviceOf } from '@/lib/features/branches/server/public'
import {
  changeTicket,
  moveOn,
  type PlanMove,
  type TicketCommandResult,
  type TicketFields,
  type TicketRow,
  transitionOnPlan,
} from '@/lib/features/queue/server/public'
import type { Command, CommandResult } from '@/lib/server/command'
import { seal } from '@/lib/server/crypto'
import type { Tx } from '@/lib/server/db/client'
import type { Actor } from '@/lib/server/identity/actor'
import { AppError, type ErrorDetails, isAppError } from '@/lib/shared/errors'
import type { Permission } from '@/lib/shared/permissions'
import type { Change } from '../changes'
import type { VisitDto } from '../contract'
import { type Plan, readinessOf } from '../plan'
import { currentStep } from '../step-state'
import type { VisitPlan } from '../visit-plan'
import { requireJourneyTicket } from './get-visit'
import { findPlan, stepIdOf } from './plan-store'
import { presentVisit } from './present-visit'

type Body = { service: string; reason?: string | undefined }
type VisitCommand = Command<{ params: { id: string }; body: Body }>

/** A step named in a command on a visit: its service by id, who changes it, and the sealed reason. */
export type StepChange = { branch: BranchRecord; service: string; change: Change; now: Date }

/** The plan of a ticket's visit, which is locked. Throws `visit_not_found`. */
export async function requirePlan(tx: Tx, ticket: TicketRow): Promise<VisitPlan> {
  const plan = ticket.isJourney ? await findPlan(tx, ticket.visitId) : null
  if (!plan) throw new AppError('visit_not_found')
  return plan
}

/** The same refusal with the slugs of services instead of their ids, as everywhere in the API. */
function inSlugs(branch: BranchRecord, error: unknown): unknown {
  if (!isAppError(error)) return error
  const slugs = new Map(branch.services.map(({ id, slug }) => [id, slug]))
  const said = (it: unknown): unknown => (typeof it === 'string' ? (slugs.get(it) ?? it) : it)
  const details = Object.entries(error.details).map(([name, it]) => [name, Array.isArray(it) ? it.map(said) : said(it)])
  return new AppError(error.code, Object.fromEntries(details) as ErrorDetails, error.fields)
}

/** Runs a rule on steps, which are named by ids. Throws its refusals with slugs. */
export async function ruledIn<T>(branch: BranchRecord, rule: () => Promise<T> | T): Promise<T> {
  try {
    return await rule()
  } catch (error) {
    throw inSlugs(branch, error)
  }
}

function changeOf(actor: Actor, visitId: string, serviceId: string, reason: string | undefined): Change {
  const sealed = reason === undefined ? null : seal(reason, `visit_step.remark:${stepIdOf(visitId, serviceId)}`)
  return { by: actor.kind === 'visitor' ? 'visitor' : 'staff', reason: sealed }
}

/**
 * The ticket stays where it is, unless it has no step there any more, stands in line for one that must wait again, or waits
 * on hold for one that can begin: then the router chooses.
 */
export async function stayOrMoveOn(
  tx: Tx,
  branch: BranchRecord,
  ticket: TicketRow,
  { before, steps, now }: { before: VisitPlan; steps: Plan; now: Date },
): Promise<PlanMove> {
  const step = currentStep(steps, { service: ticket.serviceId, state: ticket.state })
  const mustLeave = step && ticket.state === 'waiting' && readinessOf(steps, step, now).is !== 'ready'
  if (step && !mustLeave && !before.isParked) return { before, after: { ...before, steps }, next: null }
  return moveOn(tx, branch, before, { steps, fromPoint: ticket.servicePointId, now })
}

/** The answer to a command that changed a ticket with a plan: its visit. */
export async function visitResult(
  tx: Tx,
  result: TicketCommandResult,
  now: Date,
): Promise<CommandResult & { answer: VisitDto }> {
  const { answer: ticket, branchId, events, audit, move } = result
  if (!move) throw new Error('a command on a visit without a change of its plan')
  const answer = presentVisit(await findBranchById(branchId, tx), move.after, ticket, now)
  return { branchId, events, audit, answer }
}

/** The ticket after the plan has changed, which a command on a visit always does. */
export function afterMove(ticket: TicketRow, move: PlanMove | null, at: Date): TicketFields {
  if (!move) throw new AppError('visit_not_found')
  return transitionOnPlan(ticket, move, at)
}

type StepRule = {
  permission: Permission
  holderMay: boolean
  /** The plan after the command, and where the ticket goes. May read, not write. Throws when it is not allowed. */
  plan: (tx: Tx, ticket: TicketRow, before: VisitPlan, step: StepChange) => Promise<PlanMove>
}

/** Creates the use case of a command on one step of a visit. Throws `visit_not_found`, `unknown_service` and what the rule throws. */
export function changeVisit({ permission, holderMay, plan }: StepRule) {
  return async (tx: Tx, command: VisitCommand): Promise<CommandResult & { answer: VisitDto }> => {
    const { actor, now, input } = command
    const ticket = await requireJourneyTicket(tx, actor, input.params.id, now)
    const change = changeTicket<Body>({
      ...{ action: 'replan', permission, holderMay },
      plan: async (tx, row, { branch, body }) => {
        const service = serviceOf(branch, body.service).id
        const step = { branch, service, change: changeOf(actor, row.visitId, service, body.reason), now }
        const before = await requirePlan(tx, row)
        // Staff have put the visitor on hold, and return them to the line.
        if (step.change.by === 'visitor' && row.state === 'on_hold' && !before.isParked)
          throw new AppError('wrong_state', { state: row.state, action: 'replan' })
        return ruledIn(branch, () => plan(tx, row, before, step))
      },
      decide: (_, row, { move }) => ({ after: afterMove(row, move, now) }),
    })
    return visitResult(tx, await change(tx, { ...command, input: { ...input, params: { id: ticket.id } } }), now)
  }
}

import type { PathwayDto } from '@/lib/features/branches/pathway-contract'
import { createPathway as addContract } from '@/lib/features/branches/pathway-contract'
import { type BranchRecord, findBranch } from '@/lib/features/branches/server/branch-directory'
import { addPathway } from '@/lib/features/branches/server/set-up/add-pathway'
import type { VisitDto } from '@/lib/features/journeys/contract'
import { addStep, chooseStep, redoStep, skipStep } from '@/lib/features/journeys/server/change-steps'
import { getVisit } from '@/lib/features/journeys/server/get-visit'
import { sendAndReturn } from '@/lib/features/journeys/server/send-and-return'
import { takeVisit } from '@/lib/features/journeys/server/take-visit'
import type { TicketDto } from '@/lib/features/queue/contract'
import { runCommand } from '@/lib/server/command'
import type { Actor } from '@/lib/server/identity/actor'
import { act, callNext, commandOf } from './line-factory'
import { makeStaff, makeVisitor } from './people-factory'

/** A step of a pathway to create, as the API takes it. */
export type StepWish = { service: string } & Partial<PathwayDto['steps'][number]>

/** Adds a pathway to a branch, by default `full`, and returns the updated branch. */
export async function givePathway(
  branch: BranchRecord,
  steps: readonly StepWish[],
  slug = 'full',
): Promise<BranchRecord> {
  const name = { ar: 'الفحص الكامل', en: 'Full examination' }
  const body = addContract.body.parse({ branch: branch.slug, slug, name, steps })
  await addPathway(commandOf(await makeStaff(branch, 'administrator'), { params: {}, body }))
  return findBranch(branch.slug)
}

type VisitMore = { actor?: Actor; key?: string; class?: 'emergency'; holderName?: string; pathway?: string }

/** Begins a visit, by default on the pathway `full` as a new visitor. */
export async function beginVisit(
  branch: BranchRecord,
  { actor = makeVisitor(), key, pathway = 'full', ...said }: VisitMore = {},
) {
  const input = { pathway, branch: branch.slug, ...said }
  const { fingerprint } = commandOf(actor, input)
  const call = { actor, input, key: key ?? null, fingerprint, params: {}, now: new Date() }
  const reply = await takeVisit(call as unknown as Parameters<typeof takeVisit>[0], '127.0.0.1')
  return { visit: reply.answer as VisitDto, status: reply.status }
}

const useCases = { choose: chooseStep, add: addStep, skip: skipStep, redo: redoStep }

/** Sends a command on a step of a visit. */
export async function changeStep(
  actor: Actor,
  command: keyof typeof useCases,
  visit: { id: string },
  body: { service: string; reason?: string },
): Promise<VisitDto> {
  const reply = await runCommand(commandOf(actor, { params: { id: visit.id }, body }), useCases[command])
  return reply.answer as VisitDto
}

/** Sends the visitor in service to another clinic and back. */
export async function sendAway(actor: Actor, ticket: { id: string }, service: string): Promise<VisitDto> {
  return (await runCommand(commandOf(actor, { params: { id: ticket.id }, body: { service } }), sendAndReturn))
    .answer as VisitDto
}

/** A visit as the staff of its branch read it now. */
export const readVisit = (clerk: Actor, { id }: { id: string }): Promise<VisitDto> =>
  getVisit(clerk, { id }, new Date())

/** Calls whoever is next at a clinic to its first room, and begins the service. */
export async function serveNext(clerk: Actor, branch: BranchRecord, service: string): Promise<TicketDto> {
  const { id } = branch.services.find(({ slug }) => slug === service) ?? {}
  const room = branch.servicePoints.find(({ serviceIds }) => serviceIds.some((it) => it === id))?.slug ?? ''
  return act(clerk, 'start', await callNext(clerk, branch, { service, room }))
}

/** The same, and ends the service. */
export const finishNext = async (clerk: Actor, branch: BranchRecord, service: string): Promise<TicketDto> =>
  act(clerk, 'finish', await serveNext(clerk, branch, service))

import * as commands from '@/lib/features/queue/command-contract'
import { openStates } from '@/lib/features/queue/rules'
import { db } from '@/lib/server/db/client'
import type { Visitor } from '@/lib/server/identity/actor'
import type { Contract } from '@/lib/shared/contract'
import { type ErrorCode, isAppError } from '@/lib/shared/errors'
import { newId } from '@/lib/shared/ids'
import { act, takeTurn } from '@/prisma/factories/line-factory'
import { makeStaff, makeVisitor } from '@/prisma/factories/people-factory'
import { type Asker, isAllowed } from './actors'
import { byId, inBranch, open, permissionOf } from './entries'
import { branchAt, type Entry, type Place, type Target, type World } from './world'

/** A turn and a visit with a plan exclude each other: what the visitor has of the other kind is ended. */
export async function leaveLines(visitor: Visitor, isJourney = false): Promise<void> {
  const where = { isJourney, state: { in: [...openStates] }, visit: { visitorId: visitor.visitorId } }
  for (const ticket of await db().ticket.findMany({ where, select: { id: true, state: true, branchId: true } }))
    await end(visitor, ticket).catch((error: unknown) => {
      // The matrix asks as several people at once: another of them has just ended it.
      if (!isAppError(error) || error.code !== 'wrong_state') throw error
    })
}

async function end(visitor: Visitor, ticket: { id: string; state: string; branchId: string }): Promise<void> {
  const isServed = ticket.state === 'in_service'
  const clerk = isServed ? await makeStaff({ id: ticket.branchId }) : null
  const left = clerk ? await act(clerk, 'finish', ticket, { endAnothers: true }) : ticket
  if (left.state !== 'completed') await act(visitor, 'cancel', ticket)
}

/** A ticket of the visitor among the actors; of no other one. */
export async function someTicket(world: World, place: Place): Promise<Target> {
  if (place === 'missing') return { params: { id: newId() } }
  const actor = makeVisitor({ visitorId: world.askers.find((it) => it.isOwner)?.id ?? '' })
  await leaveLines(actor, true)
  const { id, link } = await takeTurn(branchAt(world, place), 'eyes', { actor })
  return { params: { id }, visitToken: link.replace('/visit/', '') }
}

const isHolder = (asker: Asker): boolean => asker.isOwner === true || asker.byLink === true

/** What the holder may use too; actors who may not see the object must not learn that it exists. */
export const onOwn = (
  missing: ErrorCode,
  target: Entry['target'],
  refusesStaff: (asker: Asker, branchId: string) => boolean,
): Entry => ({
  places: ['own', 'other', 'missing'],
  target,
  missing,
  refuses: (asker, place, branchId) => {
    if (place === 'missing') return missing
    if (isHolder(asker)) return null
    if (!isAllowed(asker, 'queue.read', branchId)) return missing
    return refusesStaff(asker, branchId) ? 'not_allowed' : null
  },
})

/** Commands of the staff of a ticket's branch: actors who see it there, and have the permission there. */
const byStaff = (contract: Contract, body: object = {}): Entry =>
  byId(
    'ticket_not_found',
    'queue.read',
    async (world, place) => ({ ...(await someTicket(world, place)), body }),
    (asker) => (isAllowed(asker, permissionOf(contract)) ? null : 'not_allowed'),
  )

const inEyes = (more: (slug: string) => Target) => (slug: string) => ({ params: { service: 'eyes' }, ...more(slug) })

/** Every actor may take a turn; devices and programs only where they may issue tickets. */
export const taking: Entry = {
  places: ['own', 'other'],
  target: (world, place) => ({ body: { service: 'eyes', branch: branchAt(world, place).slug } }),
  refuses: (asker, _, branchId) =>
    asker.kind === 'visitor' || isAllowed(asker, 'ticket.issue', branchId) ? null : 'not_allowed',
}

export const queueEntries: Record<string, Entry> = {
  joinQueue: taking,
  getTicket: onOwn('ticket_not_found', someTicket, () => false),
  listMyTickets: open(),
  getQueueStatus: open((world) => ({ params: { service: 'eyes' }, query: `branch=${world.other.slug}` })),
  getLine: inBranch(
    'queue.read',
    inEyes((slug) => ({ query: `branch=${slug}` })),
  ),
  listOccupied: inBranch('queue.read', (branch) => ({ query: `branch=${branch}` })),
  listRecent: inBranch('queue.read', (branch) => ({ params: { servicePoint: 'room-1' }, query: `branch=${branch}` })),
  callNext: inBranch(
    'queue.serve',
    inEyes((branch) => ({ body: { servicePoint: 'room-1', branch } })),
    { person: true },
  ),
  recall: byStaff(commands.recall),
  start: byStaff(commands.start),
  finish: byStaff(commands.finish),
  noAnswer: byStaff(commands.noAnswer),
  hold: byStaff(commands.hold),
  resume: byStaff(commands.resume),
  transfer: byStaff(commands.transfer, { service: 'lab' }),
  cancel: onOwn('ticket_not_found', someTicket, (asker, branchId) => !isAllowed(asker, 'ticket.manage', branchId)),
  undo: byStaff(commands.undo),
  eventStream: open((world) => ({ query: `branch=${world.other.slug}` })),
}

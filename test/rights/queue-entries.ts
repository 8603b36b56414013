import * as commands from '@/lib/features/queue/command-contract'
import type { Contract } from '@/lib/shared/contract'
import type { ErrorCode } from '@/lib/shared/errors'
import { newId } from '@/lib/shared/ids'
import { takeTurn } from '@/prisma/factories/line-factory'
import { makeVisitor } from '@/prisma/factories/people-factory'
import { type Asker, isAllowed } from './actors'
import { byId, inBranch, open, permissionOf } from './entries'
import { branchAt, type Entry, type Place, type Target, type World } from './world'

/** A ticket of the visitor among the actors; of no other one. */
export async function someTicket(world: World, place: Place): Promise<Target> {
  if (place === 'missing') return { params: { id: newId() } }
  const visitorId = world.askers.find((it) => it.isOwner)?.id ?? ''
  const { id, link } = await takeTurn(branchAt(world, place), 'eyes', { actor: makeVisitor({ visitorId }) })
  return { params: { id }, visitToken: link.replace('/visit/', '') }
}

const isHolder = (asker: Asker): boolean => asker.isOwner === true || asker.byLink === true

/** Commands that the holder may use too; actors who may not see the ticket must not learn that it exists. */
const onOwnTicket = (missing: ErrorCode, refusesStaff: (asker: Asker, branchId: string) => boolean): Entry => ({
  places: ['own', 'other', 'missing'],
  target: someTicket,
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
const taking: Entry = {
  places: ['own', 'other'],
  target: (world, place) => ({ body: { service: 'eyes', branch: branchAt(world, place).slug } }),
  refuses: (asker, _, branchId) =>
    asker.kind === 'visitor' || isAllowed(asker, 'ticket.issue', branchId) ? null : 'not_allowed',
}

export const queueEntries: Record<string, Entry> = {
  joinQueue: taking,
  getTicket: onOwnTicket('ticket_not_found', () => false),
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
  cancel: onOwnTicket('ticket_not_found', (asker, branchId) => !isAllowed(asker, 'ticket.manage', branchId)),
  undo: byStaff(commands.undo),
  eventStream: open((world) => ({ query: `branch=${world.other.slug}` })),
}

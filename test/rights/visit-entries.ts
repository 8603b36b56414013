import * as visits from '@/lib/features/journeys/contract'
import type { Contract } from '@/lib/shared/contract'
import { newId } from '@/lib/shared/ids'
import { makeVisitor } from '@/prisma/factories/people-factory'
import { beginVisit } from '@/prisma/factories/visit-factory'
import { isAllowed } from './actors'
import { byId, permissionOf } from './entries'
import { leaveLines, onOwn, taking } from './queue-entries'
import { branchAt, type Entry, type Place, type Target, type World } from './world'

/** A visit of the visitor among the actors; of no other one. */
async function someVisit(world: World, place: Place): Promise<Target & { ticket: string }> {
  if (place === 'missing') return { params: { id: newId() }, ticket: newId() }
  const actor = makeVisitor({ visitorId: world.askers.find((it) => it.isOwner)?.id ?? '' })
  await leaveLines(actor)
  const { visit } = await beginVisit(branchAt(world, place), { actor })
  return { params: { id: visit.id }, visitToken: visit.link.replace('/visit/', ''), ticket: visit.ticket.id }
}

const step = { service: 'lab', reason: 'asked for' }

/** Commands on a visit that its holder may use too. */
const onOwnStep: Entry = onOwn(
  'visit_not_found',
  async (world, place) => ({ ...(await someVisit(world, place)), body: step }),
  (asker, branchId) => !isAllowed(asker, 'ticket.manage', branchId),
)

/** Commands of the staff of a visit's branch. */
const byStaff = (contract: Contract): Entry =>
  byId(
    'visit_not_found',
    'queue.read',
    async (world, place) => ({ ...(await someVisit(world, place)), body: step }),
    (asker) => (isAllowed(asker, permissionOf(contract)) ? null : 'not_allowed'),
  )

export const visitEntries: Record<string, Entry> = {
  takeVisit: {
    ...taking,
    target: (world, place) => ({ body: { pathway: 'full', branch: branchAt(world, place).slug } }),
  },
  getVisit: onOwn('visit_not_found', someVisit, () => false),
  chooseStep: onOwnStep,
  skipStep: onOwnStep,
  addStep: byStaff(visits.addStep),
  redoStep: byStaff(visits.redoStep),
  sendAndReturn: byId(
    'ticket_not_found',
    'queue.read',
    async (world, place) => ({ params: { id: (await someVisit(world, place)).ticket }, body: { service: 'lab' } }),
    (asker) => (isAllowed(asker, permissionOf(visits.sendAndReturn)) ? null : 'not_allowed'),
  ),
}

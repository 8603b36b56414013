import { createPerson } from '@/lib/features/persons/server/change-person'
import { runCommand } from '@/lib/server/command'
import { newId } from '@/lib/shared/ids'
import { commandOf, takeTurn } from '@/prisma/factories/line-factory'
import { makeStaff } from '@/prisma/factories/people-factory'
import { type Asker, isAllowed } from './actors'
import { byId, inBranch } from './entries'
import { branchAt, type Entry, type Place, type Target, type World } from './world'

let numbers = 0
/** An unused number. */
const newPhone = (): string => `+9665${String(10_000_000 + ++numbers)}`

async function somePerson(world: World, place: Place): Promise<string> {
  if (place === 'missing') return newId()
  const branch = branchAt(world, place)
  const body = { branch: branch.slug, name: 'سارة', phone: newPhone(), notes: 'notes' }
  const { answer } = await runCommand(commandOf(await makeStaff(branch, 'reception'), { body }), createPerson)
  return (answer as { id: string }).id
}

const onPerson =
  (body?: object) =>
  async (world: World, place: Place): Promise<Target> => ({
    params: { id: await somePerson(world, place) },
    ...(body && { body }),
  })

async function someTurn(world: World, place: Place): Promise<Target> {
  const person = await somePerson(world, place === 'missing' ? 'own' : place)
  const id = place === 'missing' ? newId() : (await takeTurn(branchAt(world, place), 'eyes')).id
  return { params: { id }, body: { person } }
}

/** For the visitor's own browser only. */
const byVisitor = (target: () => Target): Entry => ({
  places: ['own'],
  target,
  refuses: ({ kind }: Asker) => (kind === 'visitor' ? null : 'not_allowed'),
})

/** Visitors' records, and what visitors confirm about themselves. */
export const personEntries: Record<string, Entry> = {
  searchPersons: inBranch('person.read', (branch) => ({ body: { branch, phone: newPhone() } })),
  createPerson: inBranch('person.manage', (branch) => ({ body: { branch, phone: newPhone() } })),
  getPerson: byId('person_not_found', 'person.read', onPerson()),
  updatePerson: byId('person_not_found', 'person.manage', onPerson({ version: 1, name: 'another name' })),
  exportPerson: byId('person_not_found', 'person.export', onPerson()),
  erasePerson: byId('person_not_found', 'person.erase', onPerson({ reason: 'asked to be forgotten' })),
  linkPerson: byId('ticket_not_found', 'queue.read', someTurn, (asker) =>
    isAllowed(asker, 'ticket.manage') && isAllowed(asker, 'person.read') ? null : 'not_allowed',
  ),
  requestCode: byVisitor(() => ({ body: { phone: newPhone(), branch: 'branch-1' } })),
  confirmPhone: byVisitor(() => ({ params: { id: newId() }, body: { code: '135792' } })),
}

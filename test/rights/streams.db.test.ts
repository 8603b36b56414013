import { beforeAll, describe, expect, test } from 'vitest'
import { eventStream, topicSources } from '@/app/rights/topics'
import { db } from '@/lib/server/db/client'
import type { Handler } from '@/lib/server/http/handler'
import type { ErrorCode } from '@/lib/shared/errors'
import { newId } from '@/lib/shared/ids'
import type { TopicAccess } from '@/lib/shared/topic-kind'
import { type Asker, isAllowed } from './actors'
import { ask } from './ask'
import { someTicket } from './queue-entries'
import { branchAt, makeWorld, type Place, refusedByAccess, type Target, type World } from './world'

let world: World
let handler: Handler
beforeAll(async () => {
  world = await makeWorld()
  const { GET } = await import('@/app/api/v1/events/stream/route')
  handler = GET
})

/** The request for a topic of each kind. */
const targets: Readonly<Record<string, (place: Place) => Promise<Target>>> = {
  queue: async (place) => ({ query: `branch=${branchAt(world, place).slug}&service=eyes` }),
  line: async (place) => ({ query: `branch=${branchAt(world, place).slug}&line=eyes` }),
  ticket: async (place) => {
    const { params, ...more } = await someTicket(world, place)
    return { ...more, query: `branch=${branchAt(world, place).slug}&ticket=${params?.['id']}` }
  },
}

function targetOf(kind: string, place: Place): Promise<Target> {
  const target = targets[kind]
  if (!target) throw new Error(`say how a topic of the kind ${kind} is asked for`)
  return target(place)
}

/** Why a topic is refused to an actor, according to the rule of its kind. */
function refused(access: TopicAccess, asker: Asker, place: Place): ErrorCode | null {
  const branchId = branchAt(world, place).id
  if (access === 'public') return null
  if (typeof access === 'object') {
    const holds = asker.isOwner === true || asker.byLink === true
    return place !== 'missing' && (holds || isAllowed(asker, access.holderOr, branchId)) ? null : 'ticket_not_found'
  }
  if (asker.kind === 'visitor') return 'not_signed_in'
  return isAllowed(asker, access, branchId) ? null : 'not_allowed'
}

const kinds = topicSources.map(({ kind: { name, access } }) => [name, access] as const)

describe.each(kinds)('a topic of the kind %s', (kind, access) => {
  test.each(['own', 'other', 'missing'] as const)(
    'A3 opens for each caller as its kind declares: %s',
    async (place) => {
      const faults: string[] = []
      for (const asker of world.askers) {
        const want = refusedByAccess(eventStream, asker) ?? refused(access, asker, place)
        const { status, code } = await ask(eventStream, handler, asker, await targetOf(kind, place))
        if (code !== want || (want === null && status !== 200))
          faults.push(`${asker.name}: ${status} ${code}, not ${want}`)
      }
      expect(faults).toEqual([])
    },
  )
})

const named = (name: string): Asker => {
  const found = world.askers.find((it) => it.name === name)
  if (!found) throw new Error(`nobody is ${name}`)
  return found
}
const opened = async (asker: Asker, query: string, sent: object = {}) =>
  ask(eventStream, handler, asker, { query, ...sent })

describe('a requested topic', () => {
  const own = (): string => `branch=${world.own.slug}`

  test.each([
    'line=*',
    'line=%25',
    'line=eyes,lab',
    'line=queue:eyes',
    'line[]=eyes',
    'topic=line:eyes',
    'topics=*',
    'line=eyes%00',
    'ticket=*',
    'service=*',
    'clinic=*',
    'branch=*',
    'service=..%2Flab',
    'line=EYES',
  ])('A3 is an exact name, never a pattern: %s', async (query) => {
    const heard = await opened(named('owner'), query.startsWith('branch') ? query : `${own()}&${query}`)
    expect([heard.status, heard.code]).toEqual([400, 'invalid_input'])
  })

  test('a queue is named by its service; the older parameter `clinic` means the same, alone or together', async () => {
    for (const query of ['service=eyes', 'clinic=eyes', 'service=lab&clinic=eyes', 'clinic=lab&clinic=eyes'])
      expect(await opened(named('the visitor'), `${own()}&${query}`)).toMatchObject({ status: 200 })
    for (const query of ['service=nowhere', 'clinic=nowhere', 'service=eyes&clinic=nowhere'])
      expect(await opened(named('the visitor'), `${own()}&${query}`)).toMatchObject({ code: 'unknown_service' })
  })

  test('A3 repeated is allowed only if every value is', async () => {
    expect(await opened(named('reception'), `${own()}&line=eyes&line=lab`)).toMatchObject({ status: 200 })
    expect(await opened(named('production'), `${own()}&line=eyes&line=lab`)).toMatchObject({ code: 'not_allowed' })
    const branches = `${own()}&branch=${world.other.slug}&line=eyes`
    expect(await opened(named('reception'), branches)).toMatchObject({ code: 'invalid_input' })
  })

  test('A3 that is not allowed refuses the whole request', async () => {
    const mine = await someTicket(world, 'own')
    const query = `${own()}&service=eyes&ticket=${mine.params?.['id']}`
    expect(await opened(named('the visitor'), query)).toMatchObject({ status: 200 })
    expect(await opened(named('the visitor'), `${query}&line=eyes`)).toMatchObject({ code: 'not_signed_in' })
    expect(await opened(named('the visitor'), `${query}&ticket=${newId()}`)).toMatchObject({ code: 'ticket_not_found' })
    const many = Array.from({ length: 41 }, () => `ticket=${mine.params?.['id']}`).join('&')
    expect(await opened(named('the visitor'), `${own()}&${many}`)).toMatchObject({ code: 'invalid_input' })
  })

  test('A3 of one branch exposes nothing of another: its clinics, its tickets, its position', async () => {
    const theirs = await someTicket(world, 'other')
    const query = `${own()}&ticket=${theirs.params?.['id']}`
    for (const name of ['the visitor', 'an owner of all branches'])
      expect(await opened(named(name), query)).toMatchObject({ code: 'ticket_not_found' })
    const foreign = `branch=${world.other.slug}&line=eyes`
    expect(await opened(named('owner'), foreign)).toMatchObject({ code: 'not_allowed' })
  })
})

test('A3 a refused staff line is audited', async () => {
  const clerk = named('clerk')
  await opened(clerk, `branch=${world.other.slug}&line=eyes`)
  const where = { action: 'access.denied', actorId: clerk.id, subjectId: 'GET /api/v1/events/stream' }
  expect(await db().auditEntry.count({ where })).toBeGreaterThan(0)
})

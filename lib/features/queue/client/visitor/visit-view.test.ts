import { describe, expect, it } from 'vitest'
import { exampleTicket as ticket } from '@/test/queue/example-ticket'
import type { PlaceDto, QueueSnapshot, TicketDto } from '../../contract'
import { byUrgency, drawLine, isBeyondSnapshot, isUrgent, mergeTicket, readSnapshot, visitStateOf } from './visit-view'

const room: PlaceDto = {
  slug: 'room-1',
  label: { ar: 'غرفة ١', en: 'Room 1' },
  floor: { ar: 'الأول', en: 'First' },
  directions: { ar: '', en: '' },
}

const queue: QueueSnapshot = {
  service: 'eyes',
  name: { ar: 'العيون', en: 'Eyes' },
  branch: 'main',
  businessDate: '2026-11-22',
  version: 9,
  counts: { issued: 20, waiting: 4, called: 0, inService: 0, onHold: 0, missed: 0, served: 0, cancelled: 0 },
  averageWaitMinutes: null,
  waiting: ['E012', 'E014', 'E015', 'E016'],
  ahead: [0, 1, 2, 3].map((earlier) => [0, 0, earlier]),
  waits: [[0, 5], [5, 10], null, null],
  joinWait: null,
  delay: null,
  serving: [],
  onHold: [],
  missed: [],
  calls: [],
}

const since = '2026-11-22T07:10:00.000Z'
const called = (change: Partial<QueueSnapshot> = {}): QueueSnapshot => ({
  ...queue,
  waiting: [],
  serving: [{ code: 'E014', state: 'called', servicePoint: 'room-1', since }],
  calls: [{ id: 'c1', code: 'E014', kind: 'call', at: since, goTo: room }],
  ...change,
})

describe('readSnapshot', () => {
  it('finds the place in the line', () => {
    expect(readSnapshot(ticket, queue)).toMatchObject({ state: 'waiting', place: 2, peopleAhead: 1, peopleBehind: 2 })
    expect(readSnapshot(ticket, queue)?.ahead).toEqual({ total: 1, emergency: 0, booked: 0, earlier: 1 })
    expect(readSnapshot(ticket, queue)?.wait).toEqual({ low: 5, high: 10 })
  })
  it('finds the call and the room', () => {
    expect(readSnapshot(ticket, called())).toMatchObject({ state: 'called', goTo: room, peopleAhead: null })
  })
  it('needs to fetch the room when the call is no longer among the newest', () => {
    expect(readSnapshot(ticket, called({ calls: [] }))).toBeNull()
    expect(readSnapshot({ ...ticket, goTo: room }, called({ calls: [] }))).toMatchObject({
      state: 'called',
      goTo: room,
    })
  })
  it('finds a ticket on hold or missed', () => {
    expect(readSnapshot(ticket, { ...queue, waiting: [], onHold: ['E014'] })).toMatchObject({
      state: 'on_hold',
      place: null,
    })
    expect(readSnapshot(ticket, { ...queue, waiting: [], missed: ['E014'] })).toMatchObject({ state: 'missed' })
  })
  it('needs to fetch the ticket when the code is missing, or when a finished ticket is back in line', () => {
    expect(readSnapshot(ticket, { ...queue, waiting: [] })).toBeNull()
    expect(readSnapshot({ ...ticket, state: 'completed' }, queue)).toBeNull()
    expect(readSnapshot({ ...ticket, state: 'completed' }, { ...queue, waiting: [] })).toMatchObject({
      state: 'completed',
    })
  })
  it('does not mistake the same code of another day or queue for its own', () => {
    expect(readSnapshot(ticket, { ...queue, businessDate: '2026-11-23' })).toBeNull()
    expect(readSnapshot(ticket, { ...queue, service: 'lab' })).toBe(ticket)
    expect(readSnapshot(ticket, { ...queue, branch: 'other' })).toBe(ticket)
  })
})

describe('mergeTicket', () => {
  it('accepts a newer version and keeps a known newer one', () => {
    const left: TicketDto = { ...ticket, state: 'cancelled', version: 2 }
    expect(mergeTicket(ticket, left, queue)).toBe(left)
    expect(mergeTicket(left, ticket, queue)).toBe(left)
  })
  it('prefers the server’s newer answer to an older snapshot', () => {
    const now: TicketDto = { ...ticket, state: 'called', version: 2, goTo: room, peopleAhead: null }
    expect(mergeTicket(ticket, now, queue)).toBe(now)
  })
  it('keeps the secret link that events leave out', () => {
    expect(mergeTicket(ticket, { ...ticket, version: 2, link: '' }, queue)).toMatchObject({
      version: 2,
      link: '/visit/x',
    })
  })
  it('updates the same version from the newest snapshot', () => {
    expect(mergeTicket(ticket, ticket, queue)).toMatchObject({ peopleAhead: 1 })
    expect(mergeTicket(ticket, ticket, undefined)).toBe(ticket)
  })
})

describe('visitStateOf', () => {
  it('is near with two ahead or fewer', () => {
    expect([3, 2, 0].map((peopleAhead) => visitStateOf({ ...ticket, peopleAhead }))).toEqual([
      'waiting',
      'near',
      'near',
    ])
    expect(visitStateOf({ ...ticket, state: 'called', peopleAhead: null })).toBe('called')
  })
})

describe('isBeyondSnapshot', () => {
  it('is true only when the snapshot leaves people out', () => {
    expect(isBeyondSnapshot(ticket, queue)).toBe(false)
    expect(isBeyondSnapshot(ticket, { ...queue, counts: { ...queue.counts, waiting: 700 } })).toBe(true)
  })
})

describe('isUrgent', () => {
  it('is true only when the turn may have come, or may go on in a day that has begun', () => {
    const gone = { ...queue, waiting: [], counts: { ...queue.counts, waiting: 0 } }
    expect(isUrgent([ticket], gone)).toBe(true)
    expect(isUrgent([ticket], queue)).toBe(false)
    expect(isUrgent([ticket], { ...gone, businessDate: '2026-11-23' })).toBe(true)
    expect(isUrgent([ticket], { ...gone, businessDate: '2026-11-21' })).toBe(false)
  })
})

describe('a day that is over', () => {
  const expired: TicketDto = { ...ticket, state: 'expired', peopleAhead: null, place: null }
  const tomorrow: QueueSnapshot = { ...queue, businessDate: '2026-11-23', version: 1 }

  it('accepts that the ticket expired, and then fetches no more', () => {
    expect(mergeTicket(ticket, expired, tomorrow)).toBe(expired)
    expect(mergeTicket(ticket, { ...expired, version: 2 }, tomorrow)).toMatchObject({ state: 'expired' })
    expect(readSnapshot(expired, tomorrow)).toBe(expired)
  })
})

describe('byUrgency', () => {
  it('puts the called ticket first, then the nearest, and ended ones last', () => {
    const far = { ...ticket, id: 'far', peopleAhead: 9 }
    const nearer = { ...ticket, id: 'nearer', peopleAhead: 4 }
    const done: TicketDto = { ...ticket, id: 'done', state: 'completed', peopleAhead: null }
    const now: TicketDto = { ...ticket, id: 'now', state: 'called', peopleAhead: null }
    expect(byUrgency([done, far, nearer, now]).map(({ id }) => id)).toEqual(['now', 'nearer', 'far', 'done'])
  })
})

describe('drawLine', () => {
  it('draws short lines completely, and says how many people a long one leaves out', () => {
    expect(drawLine(2, 4, true)).toEqual({ serving: true, ahead: 2, hiddenAhead: 0, behind: 4 })
    expect(drawLine(40, 90, false)).toEqual({ serving: false, ahead: 5, hiddenAhead: 35, behind: 4 })
  })
})

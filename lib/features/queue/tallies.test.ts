import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Action, allowedFrom, mayTake, type TicketFields, transition } from './rules'
import { addTally, emptyTally, standing, type Tally, tallyNames, tallyOf } from './tallies'

const start = Date.UTC(2026, 10, 22, 8)
const at = (minute: number): Date => new Date(start + minute * 60_000)
const actions = Object.keys(allowedFrom) as Action[]

const taken: TicketFields = {
  state: 'waiting',
  serviceId: 'ent',
  movedFromId: null,
  servicePointId: null,
  servedById: null,
  callCount: 0,
  creditFrom: at(0),
  lineSince: at(0),
  calledAt: null,
  startedAt: null,
  endedAt: null,
}

type Step = { action: Action; minute: number }

/** The counters of the queues after these actions on one ticket. */
function tallyAfter(steps: readonly Step[]): { tallies: Map<string, Tally>; ticket: TicketFields } {
  let ticket = taken
  const tallies = new Map([['ent', addTally(emptyTally, standing(taken), 1)]])
  for (const { action, minute } of steps) {
    const serviceId = ticket.serviceId === 'ent' ? 'audio' : 'ent'
    const after = transition(ticket, { action, at: at(minute), servicePointId: 'room-1', serviceId })
    for (const [id, add] of tallyOf({ before: ticket, after, at: at(minute) }))
      tallies.set(id, addTally(tallies.get(id) ?? emptyTally, add, 1))
    ticket = after
  }
  return { tallies, ticket }
}

const served: Step[] = [
  { action: 'call', minute: 2 },
  { action: 'start', minute: 3 },
]

describe('waits and services are counted in the queue and at the time of their end', () => {
  test('a visitor served and transferred counts as served in the first clinic, and starts a new wait in the second', () => {
    const { tallies } = tallyAfter([...served, { action: 'transfer', minute: 10 }, { action: 'call', minute: 11 }])
    expect(tallies.get('ent')).toMatchObject({
      served: 1,
      waited: 1,
      waitSeconds: 120,
      serviceSeconds: 420,
      inService: 0,
    })
    expect(tallies.get('audio')).toMatchObject({ served: 0, waited: 1, waitSeconds: 60, serviceSeconds: 0, called: 1 })
  })
  test('a visitor transferred out of the line does not count as having waited', () => {
    const { tallies } = tallyAfter([{ action: 'transfer', minute: 5 }])
    expect(tallies.get('ent')).toEqual(emptyTally)
    expect(tallies.get('audio')).toEqual({ ...emptyTally, waiting: 1 })
  })
  test('a wait continues during a hold, and restarts after a missed call', () => {
    const held = tallyAfter([
      { action: 'hold', minute: 1 },
      { action: 'resume', minute: 4 },
      { action: 'call', minute: 6 },
    ])
    expect(held.tallies.get('ent')).toMatchObject({ waited: 1, waitSeconds: 360 })
    const missed = tallyAfter([
      { action: 'call', minute: 2 },
      { action: 'no_answer', minute: 3 },
      { action: 'resume', minute: 10 },
      { action: 'call', minute: 11 },
    ])
    expect(missed.tallies.get('ent')).toMatchObject({ waited: 2, waitSeconds: 180 })
  })
  test('a service that was held counts once, with the time of both parts', () => {
    const { tallies } = tallyAfter([
      ...served,
      { action: 'hold', minute: 5 },
      { action: 'resume', minute: 20 },
      { action: 'call', minute: 21 },
      { action: 'start', minute: 22 },
      { action: 'finish', minute: 25 },
    ])
    expect(tallies.get('ent')).toMatchObject({ served: 1, serviceSeconds: 300, waited: 2, waitSeconds: 180 })
  })
  test('a repeated call ends no wait', () => {
    const { tallies } = tallyAfter([...served.slice(0, 1), { action: 'recall', minute: 9 }])
    expect(tallies.get('ent')).toMatchObject({ waited: 1, waitSeconds: 120 })
  })
})

const anyTally = fc.record(
  Object.fromEntries(tallyNames.map((name) => [name, fc.integer({ min: -1_000, max: 1_000 })])) as Record<
    keyof Tally,
    fc.Arbitrary<number>
  >,
)

describe('tallies', () => {
  test('subtracting what was added restores the tally', () => {
    fc.assert(
      fc.property(anyTally, anyTally, (one, other) => {
        expect(addTally(addTally(one, other, 1), other, -1)).toEqual(one)
      }),
    )
  })
  test('undoing any action subtracts exactly what it added', () => {
    const step = fc.record({ action: fc.constantFrom(...actions), minute: fc.integer({ min: 0, max: 59 }) })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let ticket = taken
        for (const { action, minute } of steps) {
          if (!mayTake(action, ticket.state)) continue
          const change = { action, at: at(minute), servicePointId: 'room-1', serviceId: 'audio' }
          const after = transition(ticket, change)
          const sums = tallyOf({ before: ticket, after, at: at(minute) })
          for (const [id, undo] of tallyOf({ before: after, after: ticket, at: at(99), undoes: at(minute) }))
            sums.set(id, addTally(sums.get(id) ?? emptyTally, undo, 1))
          for (const sum of sums.values()) expect(sum).toEqual(emptyTally)
          ticket = after
        }
      }),
    )
  })
  test('every unfinished ticket counts in exactly one queue and state', () => {
    const step = fc.record({ action: fc.constantFrom(...actions), minute: fc.integer({ min: 0, max: 59 }) })
    const states = ['waiting', 'called', 'inService', 'onHold', 'missed', 'cancelled', 'expired'] as const
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const fitting: Step[] = []
        for (const one of steps) if (mayTake(one.action, tallyAfter(fitting).ticket.state)) fitting.push(one)
        const { tallies, ticket } = tallyAfter(fitting)
        const people = [...tallies.values()].flatMap((it) => states.map((name) => it[name]))
        expect(people.reduce((sum, count) => sum + count, 0)).toBe(ticket.state === 'completed' ? 0 : 1)
        expect(Math.min(...people)).toBe(0)
      }),
    )
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isAppError } from '@/lib/shared/errors'
import { type TicketState, ticketStates } from './contract'
import {
  type Act,
  type Action,
  allowedFrom,
  capOf,
  codeOf,
  mayTake,
  nextNumber,
  numberAt,
  numberIn,
  type TicketFields,
  transition,
  undone,
} from './rules'

const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 22, 8, minute))
const actions = Object.keys(allowedFrom) as Action[]

/** A ticket as stored in this state. */
function ticketIn(state: TicketState): TicketFields {
  const wasCalled = ['called', 'in_service', 'missed', 'completed'].includes(state)
  const wasStarted = state === 'in_service' || state === 'completed'
  return {
    state,
    serviceId: 'eyes',
    movedFromId: null,
    servicePointId: wasCalled ? 'room-1' : null,
    servedById: wasCalled ? 'clerk-1' : null,
    callCount: wasCalled ? 1 : 0,
    creditFrom: at(0),
    lineSince: state === 'waiting' || state === 'on_hold' ? at(0) : null,
    calledAt: wasCalled ? at(5) : null,
    startedAt: wasStarted ? at(6) : null,
    endedAt: ['completed', 'cancelled', 'expired'].includes(state) ? at(9) : null,
  }
}

function codeThrownBy(work: () => unknown): unknown {
  try {
    work()
  } catch (error) {
    return isAppError(error) ? error.code : error
  }
  return null
}

const act = (action: Action, more: Partial<Act> = {}): Act => ({
  action,
  at: at(20),
  servicePointId: 'room-2',
  staffId: 'clerk-2',
  ...(action === 'transfer' && { serviceId: 'dental' }),
  ...(action === 'replan' && { next: { serviceId: 'dental', isParked: false } }),
  ...more,
})

const leadsTo: Record<Action, TicketState> = {
  call: 'called',
  recall: 'called',
  start: 'in_service',
  finish: 'completed',
  no_answer: 'missed',
  hold: 'on_hold',
  resume: 'waiting',
  transfer: 'waiting',
  cancel: 'cancelled',
  expire: 'expired',
  replan: 'waiting',
}

/** The table of transitions again, written out independently of the code. */
const fits: Record<TicketState, Action[]> = {
  waiting: ['call', 'hold', 'transfer', 'cancel', 'expire', 'replan'],
  called: ['recall', 'start', 'no_answer', 'hold', 'transfer', 'cancel', 'expire', 'replan'],
  in_service: ['finish', 'hold', 'transfer', 'expire', 'replan'],
  on_hold: ['resume', 'transfer', 'cancel', 'expire', 'replan'],
  missed: ['recall', 'resume', 'transfer', 'cancel', 'expire', 'replan'],
  completed: ['replan'],
  cancelled: [],
  expired: [],
}

describe.each(ticketStates)('a ticket that is %s', (state) => {
  test.each(actions)('and %s', (action) => {
    const before = ticketIn(state)
    const fitting = fits[state].includes(action)
    expect(mayTake(action, state)).toBe(fitting)
    if (!fitting) expect(codeThrownBy(() => transition(before, act(action)))).toBe('wrong_state')
    else expect(transition(before, act(action)).state).toBe(leadsTo[action])
    expect(before, 'the given ticket is left alone').toEqual(ticketIn(state))
  })
})

describe('a visit with a plan', () => {
  test('goes on after a service with its credit and code, as somebody who was never at that room', () => {
    const next = { serviceId: 'dental', isParked: false }
    const before = ticketIn('in_service')
    expect(transition(before, act('finish', { next }))).toEqual({
      ...before,
      ...{ state: 'waiting', serviceId: 'dental', movedFromId: null, lineSince: at(20), endedAt: null },
      ...{ servicePointId: null, servedById: null, calledAt: null, startedAt: null, callCount: 0 },
    })
  })
  test('waits on hold, in no line, while no step can begin', () => {
    const next = { serviceId: 'dental', isParked: true }
    expect(transition(ticketIn('in_service'), act('finish', { next }))).toMatchObject({
      ...{ state: 'on_hold', serviceId: 'dental', lineSince: null, servicePointId: null },
    })
  })
  test('stays where it is when a change of its plan moves it nowhere', () => {
    expect(transition(ticketIn('called'), act('replan', { next: null }))).toEqual(ticketIn('called'))
  })
})

describe('the rules of the line', () => {
  test('a call records who called, where and when, and is counted', () => {
    expect(transition(ticketIn('waiting'), act('call'))).toMatchObject({
      servicePointId: 'room-2',
      servedById: 'clerk-2',
      callCount: 1,
      calledAt: at(20),
    })
  })
  test('a recall is counted too, but the wait still ended at the first call', () => {
    expect(transition(ticketIn('called'), act('recall'))).toMatchObject({ callCount: 2, calledAt: at(5) })
  })
  test('a recall without a room keeps the ticket’s room', () => {
    const { servicePointId, ...bare } = act('recall')
    expect(servicePointId).toBe('room-2')
    expect(transition(ticketIn('called'), bare).servicePointId).toBe('room-1')
  })
  test('a no-show who is called again has waited until now', () => {
    expect(transition(ticketIn('missed'), act('recall'))).toMatchObject({ callCount: 2, calledAt: at(20) })
  })
  test('a ticket taken off hold returns to its place in line', () => {
    const held = transition(ticketIn('waiting'), act('hold'))
    expect(transition(held, act('resume')).creditFrom).toEqual(at(0))
  })
  test('a no-show returns to the end of the line', () => {
    expect(transition(ticketIn('missed'), act('resume')).creditFrom).toEqual(at(20))
  })
  test('S5: a transferred ticket says from which queue it came, however often it is moved', () => {
    const moved = transition(ticketIn('waiting'), act('transfer'))
    expect(moved.movedFromId).toBe('eyes')
    expect(transition(moved, act('transfer', { serviceId: 'eyes' })).movedFromId).toBe('dental')
    expect(transition(moved, act('call')).movedFromId).toBe('eyes')
  })
  test('a transferred ticket keeps its waiting time', () => {
    expect(transition(ticketIn('in_service'), act('transfer'))).toMatchObject({
      serviceId: 'dental',
      creditFrom: at(0),
    })
  })
  test.each(['hold', 'transfer'] as const)('%s leaves the room free', (action) => {
    expect(transition(ticketIn('in_service'), act(action))).toMatchObject({
      servicePointId: null,
      servedById: null,
      calledAt: null,
      startedAt: null,
      callCount: 0,
    })
  })
  test('a refusal names the state and the action', () => {
    const refuse = (): unknown => transition(ticketIn('completed'), act('call'))
    expect(refuse).toThrow(expect.objectContaining({ details: { state: 'completed', action: 'call' } }))
  })
})

const change = (minute: number, action = 'finish'): Parameters<typeof undone>[0] => ({
  action,
  at: at(minute),
  before: ticketIn('in_service'),
})

describe('undo', () => {
  test('restores the previous state', () => {
    expect(undone(change(10), at(19))).toEqual(ticketIn('in_service'))
  })
  test('works until the end of the tenth minute, not after', () => {
    expect(codeThrownBy(() => undone(change(10), at(20)))).toBeNull()
    expect(codeThrownBy(() => undone(change(10), new Date(at(20).getTime() + 1)))).toBe('nothing_to_undo')
  })
  test.each([
    ['nothing was done', null],
    ['the ticket was only taken', { action: 'join', at: at(10), before: null }],
    ['the day ended', change(10, 'expire')],
  ])('is refused when %s', (_, last) => {
    expect(codeThrownBy(() => undone(last, at(11)))).toBe('nothing_to_undo')
  })
})

describe('any sequence of actions', () => {
  test('leaves every called or served ticket with a room and a call time, and every ended one with an end time', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...actions), { maxLength: 30 }), (walk) => {
        let ticket = ticketIn('waiting')
        for (const action of walk) if (mayTake(action, ticket.state)) ticket = transition(ticket, act(action))
        const { state } = ticket
        if (state === 'called' || state === 'in_service') {
          expect(ticket.servicePointId).not.toBeNull()
          expect(ticket.calledAt).not.toBeNull()
        }
        if (state === 'in_service') expect(ticket.startedAt).not.toBeNull()
        expect(ticket.endedAt !== null).toBe(['completed', 'cancelled', 'expired'].includes(state))
      }),
    )
  })
})

describe('the numbers of a day', () => {
  const endless = { first: 1, lowest: 1, highest: null }
  const round = { first: 998, lowest: 100, highest: 999 }
  test('begin with the first and go round in their range', () => {
    expect([1, 2, 3].map((it) => numberAt(it, endless))).toEqual([1, 2, 3])
    expect([1, 2, 3, 4].map((it) => numberAt(it, round))).toEqual([998, 999, 100, 101])
  })
  test('are as many as the range has, or fewer with a daily cap', () => {
    expect(capOf(null, endless)).toBeNull()
    expect(capOf(50, endless)).toBe(50)
    expect(capOf(null, round)).toBe(900)
    expect(capOf(50, round)).toBe(50)
    expect(capOf(5_000, round)).toBe(900)
  })
  test('give no code twice until the range is used up', () => {
    const anyRange = fc
      .record({ lowest: fc.integer({ min: 1, max: 500 }), size: fc.integer({ min: 1, max: 300 }), at: fc.nat() })
      .map(({ lowest, size, at }) => ({ lowest, highest: lowest + size - 1, first: lowest + (at % size) }))
    fc.assert(
      fc.property(anyRange, (numbers) => {
        const most = capOf(null, numbers) ?? 0
        const all = Array.from({ length: most }, (_, i) => numberAt(i + 1, numbers))
        expect(new Set(all).size).toBe(most)
        expect(Math.min(...all)).toBe(numbers.lowest)
        expect(Math.max(...all)).toBe(numbers.highest)
      }),
    )
  })
  test('the next skips the sequences and the codes that tickets of the day before bear', () => {
    const held = [1, 2, 4].map((sequence) => ({ sequence, code: codeOf('E', sequence) }))
    expect(nextNumber(0, endless, 'E')).toEqual({ sequence: 1, code: 'E001' })
    expect(nextNumber(0, endless, 'E', held)).toEqual({ sequence: 3, code: 'E003' })
    expect(nextNumber(3, endless, 'E', held)).toEqual({ sequence: 5, code: 'E005' })
    expect(nextNumber(0, round, 'E', [{ sequence: 7, code: 'E998' }])).toEqual({ sequence: 2, code: 'E999' })
  })
  test('are read from their codes', () => {
    expect(['E001', 'WN1000'].map(numberIn)).toEqual([1, 1_000])
  })
})

describe('ticket codes', () => {
  test.each([
    [1, 'E001'],
    [14, 'E014'],
    [999, 'E999'],
    [1_000, 'E1000'],
  ])('number %i is %s', (number, code) => {
    expect(codeOf('E', number)).toBe(code)
  })
  test('no two numbers share a code', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(100_000), { minLength: 2 }), (numbers) => {
        expect(new Set(numbers.map((it) => codeOf('WN', it))).size).toBe(numbers.length)
      }),
    )
  })
})

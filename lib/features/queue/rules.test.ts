import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isAppError } from '@/lib/shared/errors'
import { type TicketState, ticketStates } from './contract'
import {
  type Act,
  type Action,
  allowedFrom,
  codeOf,
  mayTake,
  nextNumber,
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
}

/** The table of transitions again, written out independently of the code. */
const fits: Record<TicketState, Action[]> = {
  waiting: ['call', 'hold', 'transfer', 'cancel', 'expire'],
  called: ['recall', 'start', 'no_answer', 'hold', 'transfer', 'cancel', 'expire'],
  in_service: ['finish', 'hold', 'transfer', 'expire'],
  on_hold: ['resume', 'transfer', 'cancel', 'expire'],
  missed: ['recall', 'resume', 'transfer', 'cancel', 'expire'],
  completed: [],
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

test('the next number skips those that are held', () => {
  expect(nextNumber(0, new Set())).toBe(1)
  expect(nextNumber(0, new Set([1, 2, 4]))).toBe(3)
  expect(nextNumber(3, new Set([1, 2, 4]))).toBe(5)
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

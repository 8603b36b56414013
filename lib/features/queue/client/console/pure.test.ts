import { describe, expect, test } from 'vitest'
import type { LineTicketDto } from '../../line-contract'
import { afterUndo, type ConsoleChange, lastChange, readHistory, remember, undoWithin } from './history'
import {
  currentAt,
  elsewhere,
  type Line,
  longestWait,
  minutesWaited,
  nextOf,
  standsOut,
  ticketsOf,
  typicalWait,
} from './line-view'
import { searchTickets } from './search'

const now = Date.parse('2026-11-22T10:00:00Z')
const ago = (minutes: number) => new Date(now - minutes * 60_000).toISOString()

function ticket(code: string, more: Partial<LineTicketDto> = {}): LineTicketDto {
  return {
    id: code,
    visit: code,
    code,
    number: Number(code.slice(1)),
    branch: 'main',
    movedFrom: null,
    service: { slug: 'eyes', name: { ar: 'العيون', en: 'Eyes' } },
    state: 'waiting',
    class: 'normal',
    place: 1,
    peopleAhead: 0,
    ahead: null,
    wait: null,
    peopleBehind: 0,
    goTo: null,
    callCount: 0,
    createdAt: ago(30),
    calledAt: null,
    startedAt: null,
    endedAt: null,
    businessDate: '2026-11-22',
    version: 1,
    link: '/visit/x',
    holderName: null,
    priority: 'normal',
    waitingSince: ago(30),
    servicePoint: null,
    servedBy: null,
    busyAt: null,
    ...more,
  }
}

const line: Line = {
  service: 'eyes',
  version: 7,
  tickets: [
    ticket('E010', { state: 'in_service', servicePoint: 'room-4', calledAt: ago(10), waitingSince: ago(28) }),
    ticket('E011', { state: 'called', servicePoint: 'room-5', calledAt: ago(1) }),
    ticket('E012', { waitingSince: ago(31) }),
    ticket('E014', { holderName: 'أحمد الغامدي', waitingSince: ago(24) }),
    ticket('E015', { holderName: 'فاطمة عبد الله', state: 'on_hold' }),
    ticket('E114', { holderName: 'Omar K.', state: 'missed' }),
  ],
}

describe('the line', () => {
  test('is split into its groups', () => {
    expect(ticketsOf(line, 'waiting').map((one) => one.code)).toEqual(['E012', 'E014'])
    expect(ticketsOf(line, 'missed').map((one) => one.code)).toEqual(['E114'])
    expect(ticketsOf(undefined, 'waiting')).toEqual([])
  })
  test('separates visitors at this service point from those elsewhere', () => {
    expect(currentAt([line], 'room-4')?.code).toBe('E010')
    expect(currentAt([line], 'room-9')).toBeNull()
    expect(currentAt([line], null)).toBeNull()
    expect(elsewhere(line, 'room-4').map((one) => one.code)).toEqual(['E011'])
  })
  test('has as next the first who is not at another clinic', () => {
    const busy = ticket('E012', { busyAt: { service: 'lab', servicePoint: 'room-1' } })
    expect(nextOf({ ...line, tickets: [busy, ticket('E013')] })?.code).toBe('E013')
    expect(nextOf({ ...line, tickets: [busy] })).toBeNull()
    expect(nextOf(undefined)).toBeNull()
  })
  test('measures waiting time up to the call', () => {
    expect(line.tickets.slice(0, 3).map((one) => minutesWaited(one, now))).toEqual([18, 29, 31])
    expect(longestWait(line, now)).toBe(31)
    expect(longestWait(undefined, now)).toBeNull()
  })
  test('S9: a wait stands out from three times the typical one', () => {
    expect([23, 24].map((minutes) => standsOut(minutes, 8))).toEqual([false, true])
  })
  test('S9: the typical wait is the longest of the average of the day, the middle of the line and one service', () => {
    const waits = (...minutes: number[]): Line => ({
      ...line,
      tickets: minutes.map((one, index) => ticket(`E${100 + index}`, { waitingSince: ago(one) })),
    })
    const typical = (it: Line, averageWaitMinutes: number | null) =>
      typicalWait(it, now, { averageWaitMinutes, typicalMinutes: 6 })
    expect(typical(waits(), null)).toBe(6)
    expect(typical(waits(2, 3, 4), 15)).toBe(15)
    expect(typical(waits(40, 18, 19), 5)).toBe(19)
  })
  test('S9: a long line that came at once is not coloured; only who waits far longer than the others is', () => {
    const together: Line = {
      ...line,
      tickets: [60, ...Array<number>(20).fill(18)].map((minutes, index) =>
        ticket(`E${100 + index}`, { waitingSince: ago(minutes) }),
      ),
    }
    const typical = typicalWait(together, now, { averageWaitMinutes: null, typicalMinutes: 6 })
    const out = together.tickets.filter((one) => standsOut(minutesWaited(one, now), typical))
    expect(out.map((one) => one.code)).toEqual(['E100'])
  })
})

describe('search', () => {
  const codes = (typed: string) => searchTickets(line.tickets, typed).map((one) => one.code)
  test.each(['E014', 'e14', 'E 014', 'e-014'])('%s finds the code', (typed) => {
    expect(codes(typed)[0]).toBe('E014')
  })
  test('digits of both sets, the exact number first', () => {
    expect(codes('14')).toEqual(['E014', 'E114'])
    expect(codes('٠١٤')).toEqual(['E014'])
  })
  test('names as people spell them', () => {
    expect(codes('احمد')).toEqual(['E014'])
    expect(codes('فاطمه عبدالله')).toEqual([])
    expect(codes('عبد فاط')).toEqual(['E015'])
    expect(codes('OMAR')).toEqual(['E114'])
  })
  test('an empty search finds nothing', () => {
    expect(codes('  ')).toEqual([])
    expect(codes('زيد')).toEqual([])
  })
})

describe('what can be undone', () => {
  const change = (name: string, version: number, at = now): ConsoleChange => ({
    command: 'finish',
    ticket: name,
    code: name,
    services: ['eyes'],
    version,
    at,
  })
  test('is the last change, for ten minutes', () => {
    const history = remember([], change('E010', 4), change('E011', 2))
    expect(lastChange(history, now)?.ticket).toBe('E011')
    expect(lastChange(history, now + undoWithin)).toBeNull()
    expect(lastChange([], now)).toBeNull()
  })
  test('S1: outlives a reload, and is nothing where nothing valid is kept', () => {
    const kept = JSON.stringify([change('E010', 4)])
    expect(lastChange(readHistory(kept), now + 9 * 60_000)?.ticket).toBe('E010')
    for (const broken of [null, undefined, '', '{', '{}', 'null']) expect(readHistory(broken)).toEqual([])
  })
  test('an undo makes the earlier change of the same ticket expect the new version', () => {
    const [started, other, finished] = [change('E010', 3), change('E011', 2), change('E010', 4)]
    expect(afterUndo([started, other, finished], finished, 5)).toEqual([{ ...started, version: 5 }, other])
  })
  test('only the newest fifty are kept', () => {
    const many = Array.from({ length: 60 }, (_, index) => change(`E${index}`, 1))
    const kept = remember([], ...many)
    expect(kept.length).toBe(50)
    expect(kept.at(-1)?.ticket).toBe('E59')
  })
})

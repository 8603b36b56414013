import { describe, expect, test } from 'vitest'
import { dayFromTransitions, readTransitions } from './from-transitions'
import { judgeDay, ours } from './judge-day'
import { RollingWaits } from './rivals'
import { newLearned } from './watch-day'

type Row = [
  minute: number,
  ticket: string,
  action: string,
  from: string | null,
  to: string,
  point?: string | null,
  service?: string,
]

const lines = (rows: readonly Row[]): string =>
  rows
    .map(([minute, ticket, action, from, to, point, service]) =>
      JSON.stringify({
        ...{ at: new Date(Date.UTC(2026, 10, 30, 8, minute)).toISOString(), action, from_state: from, to_state: to },
        ...{ ticket_id: ticket, service_id: service ?? 'lab', service_point_id: point ?? null, actor: 'clerk' },
      }),
    )
    .join('\n')
const dayOf = (rows: readonly Row[], speed?: number) => dayFromTransitions(readTransitions(lines(rows)), speed)
const shortly = (rows: readonly Row[]) => dayOf(rows).events.map(({ at, kind }) => `${at} ${kind}`)

const joins = (minute: number, ticket: string): Row => [minute, ticket, 'join', null, 'waiting']
const visit = (ticket: string, from: number, to: number): Row[] => [
  [from, ticket, 'call', 'waiting', 'called', 'room'],
  [from + 1, ticket, 'start', 'called', 'in_service', 'room'],
  [to, ticket, 'finish', 'in_service', 'completed', 'room'],
]

describe('a day of Dawr', () => {
  test('has joins, calls and ends in minutes, and a room that opens with its first call', () => {
    expect(shortly([joins(0, 'L1'), ...visit('L1', 5, 12)])).toEqual(['0 join', '5 open', '5 call', '12 end'])
  })
  test('was played faster than real time', () => {
    expect(dayOf([joins(0, 'L1'), ...visit('L1', 5, 12)], 60).events.at(-1)?.at).toBe(720)
  })
  test('has a visitor who does not come, and comes back to the end of the line', () => {
    const rows: Row[] = [
      ...[joins(0, 'L1'), joins(1, 'L2')],
      [5, 'L1', 'call', 'waiting', 'called', 'room'],
      [7, 'L1', 'no_answer', 'called', 'missed', 'room'],
      [9, 'L1', 'resume', 'missed', 'waiting'],
    ]
    expect(shortly(rows).slice(3)).toEqual(['5 call', '7 absent', '9 join'])
    expect(dayOf(rows).events.at(-1)).toMatchObject({ rank: { credit: 9 } })
  })
  test('has a visitor who is held and keeps the place', () => {
    const rows: Row[] = [
      joins(0, 'L1'),
      [3, 'L1', 'hold', 'waiting', 'on_hold'],
      [6, 'L1', 'resume', 'on_hold', 'waiting'],
    ]
    expect(shortly(rows)).toEqual(['0 join', '3 leave', '6 join'])
    expect(dayOf(rows).events.at(-1)).toMatchObject({ rank: { credit: 0 } })
  })
  test('has a visitor who is sent to another line after a visit, or without one', () => {
    const rows: Row[] = [
      ...[joins(0, 'L1'), ...visit('L1', 5, 12).slice(0, 2)],
      [12, 'L1', 'transfer', 'in_service', 'waiting', null, 'dental'],
      [13, 'L1', 'transfer', 'waiting', 'waiting', null, 'x-ray'],
    ]
    expect(shortly(rows).slice(3)).toEqual(['12 end', '12 join', '13 leave', '13 join'])
    expect(dayOf(rows).events.at(-1)).toMatchObject({ line: 'x-ray' })
  })
  test('is without what was undone', () => {
    const undone: Row[] = [
      [5, 'L1', 'call', 'waiting', 'called', 'room'],
      [6, 'L1', 'undo', 'called', 'waiting'],
    ]
    expect(shortly([joins(0, 'L1'), ...undone, ...visit('L1', 8, 12)])).toEqual([
      '0 join',
      '8 open',
      '8 call',
      '12 end',
    ])
  })
  test('can be judged like a simulated one', () => {
    const tickets = Array.from({ length: 12 }, (_, i) => `L${i}`)
    const day = dayOf([
      ...tickets.map((it) => joins(0, it)),
      ...tickets.flatMap((it, i) => visit(it, 1 + 5 * i, 6 + 5 * i)),
    ])
    const judged = judgeDay(day, newLearned(new Map([['lab', 5]])), { ranges: new Map(), rolling: new RollingWaits() })
    const first = judged.filter(({ again }) => !again)
    expect(first).toHaveLength(12)
    for (const { estimates, actual } of first) expect(Math.abs((estimates[ours] ?? 0) - actual)).toBeLessThan(7)
  })
})

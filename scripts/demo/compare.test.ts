import { describe, expect, test } from 'vitest'
import type { QueueSnapshot, TicketDto, TicketState } from '@/lib/features/queue/contract'
import type { LineTicketDto } from '@/lib/features/queue/line-contract'
import {
  averageWait,
  type ClinicTruth,
  countMismatches,
  screenMismatches,
  type TicketTruth,
  ticketMismatches,
  turnsOfOthers,
} from './compare'

const name = { ar: 'المختبر', en: 'Laboratory' }
const counts = { issued: 0, waiting: 0, called: 0, inService: 0, onHold: 0, missed: 0, served: 0, cancelled: 0 }

function ticket(code: string, state: TicketState, more: Partial<TicketDto> = {}): LineTicketDto {
  return {
    id: code,
    visit: code,
    code,
    number: 1,
    branch: 'main',
    service: { slug: 'lab', name },
    movedFrom: null,
    state,
    class: 'normal',
    place: null,
    peopleAhead: null,
    ahead: null,
    wait: null,
    peopleBehind: null,
    goTo: null,
    callCount: 1,
    createdAt: '2026-11-22T05:00:00.000Z',
    calledAt: '2026-11-22T05:02:00.000Z',
    startedAt: null,
    endedAt: null,
    businessDate: '2026-11-22',
    version: 3,
    link: '',
    holderName: null,
    priority: 'normal',
    waitingSince: '2026-11-22T05:00:00.000Z',
    servicePoint: null,
    servedBy: null,
    busyAt: null,
    ...more,
  }
}

function snapshot(more: Partial<QueueSnapshot> = {}): QueueSnapshot {
  return {
    service: 'lab',
    name,
    branch: 'main',
    businessDate: '2026-11-22',
    version: 7,
    counts,
    averageWaitMinutes: null,
    waiting: [],
    ahead: [],
    waits: [],
    joinWait: null,
    delay: null,
    serving: [],
    onHold: [],
    missed: [],
    calls: [],
    ...more,
  }
}

function truth(status: QueueSnapshot, more: Partial<ClinicTruth> = {}): ClinicTruth {
  const line = { service: 'lab', version: status.version, tickets: [] }
  return { clinic: 'lab', before: snapshot({ version: 0 }), status, tv: status, line, seen: new Set(), ...more }
}

function taken(it: TicketDto, more: Partial<TicketTruth> = {}): TicketTruth {
  return { joined: 'lab', phone: it, holder: it, staff: it, before: null, ...more }
}

describe('screens', () => {
  const status = snapshot({ waiting: ['L002', 'L003'], counts: { ...counts, waiting: 2, issued: 2 } })
  const tickets = [ticket('L002', 'waiting'), ticket('L003', 'waiting')]

  test('agree regardless of the order of keys', () => {
    const tv = JSON.parse(
      JSON.stringify({
        ...status,
        calls: undefined,
        version: 7,
        waiting: status.waiting,
        counts: { ...status.counts },
      }),
    ) as QueueSnapshot
    expect(
      screenMismatches(truth(status, { tv: { ...tv, calls: [] }, line: { service: 'lab', version: 7, tickets } })),
    ).toEqual([])
  })
  test('differ when the TV is behind, or a line is in another order', () => {
    const faults = screenMismatches(
      truth(status, {
        tv: snapshot({ version: 6 }),
        line: { service: 'lab', version: 6, tickets: [...tickets].reverse() },
      }),
    )
    expect(faults).toHaveLength(3)
    expect(faults.join(' ')).toContain('the TV shows version 6')
  })
})

describe('counts', () => {
  const tickets = [
    taken(ticket('L001', 'completed')),
    taken(ticket('L002', 'cancelled')),
    taken(ticket('L003', 'missed')),
  ]

  test('agree with the tickets, including earlier ones', () => {
    const before = snapshot({ counts: { ...counts, issued: 4, served: 3, onHold: 1 } })
    const earlier = taken(ticket('L000', 'completed'), { before: { state: 'on_hold', clinic: 'lab' } })
    const status = snapshot({ counts: { ...counts, issued: 7, served: 5, cancelled: 1, missed: 1 } })
    const clinic = truth(status, { before })
    expect(countMismatches(clinic, [...tickets, earlier])).toEqual([])
    expect(turnsOfOthers(clinic, [...tickets, earlier])).toBe(0)
  })
  test('name the differences', () => {
    const status = snapshot({ counts: { ...counts, issued: 4, served: 2, cancelled: 1, missed: 1 } })
    expect(countMismatches(truth(status), tickets)).toEqual(['lab: served is 2, its tickets give 1'])
    expect(turnsOfOthers(truth(status), tickets)).toBe(1)
  })
})

describe('turns of others', () => {
  const ours = taken(ticket('L001', 'completed'))
  const status = snapshot({ counts: { ...counts, issued: 1, served: 1 } })

  test('S11: one transferred to the clinic is told apart, though it was taken elsewhere', () => {
    expect(turnsOfOthers(truth(status, { seen: new Set(['L001', 'E004']) }), [ours])).toBe(1)
  })
  test('S11: one that no screen has shown is counted by its number', () => {
    const more = snapshot({ counts: { ...counts, issued: 2, served: 1, cancelled: 1 } })
    expect(turnsOfOthers(truth(more, { seen: new Set(['L001']) }), [ours])).toBe(1)
  })
  test('S11: those in line before the run are not among them', () => {
    const earlier = taken(ticket('L000', 'waiting'), { before: { state: 'waiting', clinic: 'lab' } })
    expect(turnsOfOthers(truth(status, { seen: new Set(['L000', 'L001']) }), [ours, earlier])).toBe(0)
  })
})

test('the average wait is rounded as the public state rounds it', () => {
  const late = ticket('L002', 'completed', { calledAt: '2026-11-22T05:05:08.000Z' })
  expect(averageWait('lab', [taken(ticket('L001', 'completed')), taken(late)])).toBe(3.6)
  expect(averageWait('eyes', [])).toBeNull()
})

test('names a phone that shows something else', () => {
  const now = ticket('L001', 'completed')
  const old = ticket('L001', 'called', { version: 2 })
  expect(ticketMismatches([taken(now)])).toEqual([])
  expect(ticketMismatches([taken(now, { phone: old })])).toEqual([
    'L001: the phone shows called at lab, version 2, the API says completed at lab, version 3',
  ])
})

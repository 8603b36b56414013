import { describe, expect, it } from 'vitest'
import type { QueueSnapshot } from '../../contract'
import {
  afterRound,
  callsOf,
  initialAnnouncements,
  isCalling,
  isFresh,
  largeCalls,
  latestPerTicket,
  withQueues,
} from './announcements'

type Called = { code: string; second: number; kind?: 'call' | 'recall'; state?: 'called' | 'in_service' }

const place = {
  slug: 'room-1',
  label: { ar: 'غرفة ١', en: 'Room 1' },
  floor: { ar: '', en: '' },
  directions: { ar: '', en: '' },
}
const timeAt = (second: number) => new Date(Date.UTC(2026, 10, 22, 7, 0, second)).toISOString()

/** A queue with these calls, oldest first. */
function queue(service: string, called: Called[]): QueueSnapshot {
  return {
    service,
    name: { ar: service, en: service },
    branch: 'main',
    businessDate: '2026-11-22',
    version: called.length,
    counts: { issued: 0, waiting: 0, called: 0, inService: 0, onHold: 0, missed: 0, served: 0, cancelled: 0 },
    averageWaitMinutes: null,
    waiting: [],
    ahead: [],
    waits: [],
    joinWait: null,
    delay: null,
    serving: called.map(({ code, second, state = 'called' }) => ({
      code,
      state,
      servicePoint: 'room-1',
      since: timeAt(second),
    })),
    onHold: [],
    missed: [],
    calls: called
      .map(({ code, second, kind = 'call' as const }) => ({
        id: `${code}@${second}`,
        code,
        kind,
        at: timeAt(second),
        goTo: place,
      }))
      .toReversed(),
  }
}

const nothing = initialAnnouncements([])
const codesOf = (calls: readonly { code: string }[]) => calls.map(({ code }) => code)

describe('announcements in the hall', () => {
  it('do not repeat what the screen showed when it was switched on', () => {
    const shown = [queue('lab', [{ code: 'L001', second: 0 }])]
    expect(withQueues(initialAnnouncements(shown), shown).current).toBeNull()
  })

  it('start at once for a new call', () => {
    expect(withQueues(nothing, [queue('lab', [{ code: 'L001', second: 0 }])]).current).toMatchObject({
      call: { code: 'L001' },
      round: 1,
    })
  })

  it('announce each call twice, then stop', () => {
    const first = withQueues(nothing, [queue('lab', [{ code: 'L001', second: 0 }])])
    const second = afterRound(first)
    expect(second.current).toMatchObject({ call: { code: 'L001' }, round: 2 })
    expect(afterRound(second).current).toBeNull()
  })

  it('never interrupt each other: later calls wait, in the order in which they were called', () => {
    const both = [
      queue('lab', [
        { code: 'L001', second: 0 },
        { code: 'L002', second: 4 },
      ]),
      queue('eyes', [{ code: 'E001', second: 2 }]),
    ]
    const state = withQueues(nothing, both)
    expect(state.current?.call.code).toBe('L001')
    expect(codesOf(state.pending)).toEqual(['E001', 'L002'])
    expect(afterRound(afterRound(state)).current?.call.code).toBe('E001')
  })

  it('ignore a state that was already processed', () => {
    const state = [
      queue('lab', [
        { code: 'L001', second: 0 },
        { code: 'L002', second: 1 },
      ]),
    ]
    const once = withQueues(nothing, state)
    expect(withQueues(once, state)).toEqual(once)
  })

  it('announce a recall, and drop the call of the same ticket that was still waiting', () => {
    const busy = withQueues(nothing, [
      queue('lab', [
        { code: 'L001', second: 0 },
        { code: 'L002', second: 1 },
      ]),
    ])
    const recalled = withQueues(busy, [
      queue('lab', [
        { code: 'L001', second: 0 },
        { code: 'L002', second: 1 },
        { code: 'L002', second: 3, kind: 'recall' },
      ]),
    ])
    expect(recalled.pending.map(({ id }) => id)).toEqual(['L002@3'])
  })

  it('drop a waiting call whose visitor has already arrived', () => {
    const busy = withQueues(nothing, [
      queue('lab', [
        { code: 'L001', second: 0 },
        { code: 'L002', second: 1 },
      ]),
    ])
    const came = withQueues(busy, [
      queue('lab', [
        { code: 'L001', second: 0 },
        { code: 'L002', second: 1, state: 'in_service' },
      ]),
    ])
    expect(came.pending).toEqual([])
  })

  it('announce each call once while three or more wait', () => {
    const many = [0, 1, 2, 3].map((second) => ({ code: `L00${second}`, second }))
    const state = afterRound(withQueues(nothing, [queue('lab', many)]))
    expect(state.current).toMatchObject({ call: { code: 'L001' }, round: 1 })
  })

  it('skip calls made long before the newest one, such as after a network outage', () => {
    const state = withQueues(nothing, [
      queue('lab', [
        { code: 'L001', second: 0 },
        { code: 'L002', second: 120 },
      ]),
    ])
    expect(state.current?.call.code).toBe('L002')
    expect(state.pending).toEqual([])
  })
})

describe('the large calls', () => {
  const now = new Date(timeAt(10))
  const large = (queues: QueueSnapshot[], at = now, before = nothing) =>
    codesOf(largeCalls(withQueues(before, queues), queues, at))

  it('S7: are both when two clinics call at once, in the order in which they called', () => {
    const both = [queue('lab', [{ code: 'L001', second: 0 }]), queue('eyes', [{ code: 'E001', second: 1 }])]
    expect(large(both)).toEqual(['L001', 'E001'])
    const later = afterRound(afterRound(withQueues(nothing, both)))
    expect(later.current?.call.code).toBe('E001')
    expect(codesOf(largeCalls(later, both, now))).toEqual(['L001', 'E001'])
    const over = afterRound(afterRound(later))
    expect(codesOf(largeCalls(over, both, now))).toEqual(['L001', 'E001'])
  })

  it('S7: are one when the visitor of the other has come, or was called long before', () => {
    const newest = queue('eyes', [{ code: 'E001', second: 15 }])
    const came = queue('lab', [{ code: 'L001', second: 14, state: 'in_service' }])
    expect(large([came, newest])).toEqual(['E001'])
    const earlier = queue('lab', [{ code: 'L001', second: -30 }])
    const shown = initialAnnouncements([earlier])
    expect(large([earlier, newest], now, shown)).toEqual(['E001'])
  })

  it('S7: are at most two: the announced call and the next', () => {
    const three = [0, 1, 2].map((second) => queue(`s${second}`, [{ code: `A00${second}`, second }]))
    expect(large(three)).toEqual(['A000', 'A001'])
  })

  it('S7: are the last call alone when it is old, and none before the first', () => {
    const both = [queue('lab', [{ code: 'L001', second: 0 }]), queue('eyes', [{ code: 'E001', second: 1 }])]
    expect(large(both, new Date(timeAt(600)), initialAnnouncements(both))).toEqual(['E001'])
    expect(large([])).toEqual([])
  })
})

describe('the list of calls', () => {
  it('is newest first across all clinics', () => {
    const all = [
      queue('lab', [
        { code: 'L001', second: 0 },
        { code: 'L002', second: 9 },
      ]),
      queue('eyes', [{ code: 'E001', second: 5 }]),
    ]
    expect(codesOf(callsOf(all))).toEqual(['L002', 'E001', 'L001'])
  })

  it('shows a ticket once, at its newest call', () => {
    const calls = callsOf([
      queue('lab', [
        { code: 'L001', second: 0 },
        { code: 'L002', second: 1 },
        { code: 'L001', second: 2, kind: 'recall' },
      ]),
    ])
    expect(latestPerTicket(calls).map(({ id }) => id)).toEqual(['L001@2', 'L002@1'])
  })

  it('shows a call as current for three minutes, then only as the last call', () => {
    const [call] = callsOf([queue('lab', [{ code: 'L001', second: 0 }])])
    expect(call && isFresh(call, new Date(timeAt(179)))).toBe(true)
    expect(call && isFresh(call, new Date(timeAt(181)))).toBe(false)
    expect(isCalling(null, call, new Date(timeAt(179)))).toBe(true)
    expect(isCalling(null, call, new Date(timeAt(181)))).toBe(false)
    expect(call && isCalling({ call, round: 2 }, call, new Date(timeAt(181)))).toBe(true)
    expect(isCalling(null, undefined, new Date(timeAt(0)))).toBe(false)
  })
})

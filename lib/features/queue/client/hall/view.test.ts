import { describe, expect, it } from 'vitest'
import type { QueueSnapshot } from '../../contract'
import { afterReset, burnInShift, missedCodes, pagesOf, queuesOfToday, withKept, withSnapshot } from './view'

const snapshot = (service: string, version: number, more: Partial<QueueSnapshot> = {}): QueueSnapshot => ({
  service,
  name: { ar: service, en: service },
  branch: 'main',
  businessDate: '2026-11-22',
  version,
  counts: { issued: 0, waiting: 0, called: 0, inService: 0, onHold: 0, missed: 0, served: 0, cancelled: 0 },
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
})

const empty = { queues: {}, at: '' }

describe('the state of the screen', () => {
  it('keeps the higher version, whichever comes last', () => {
    const state = withSnapshot(withSnapshot(empty, snapshot('lab', 5), 'a'), snapshot('lab', 4), 'b')
    expect(state.queues['lab']?.version).toBe(5)
    expect(state.at).toBe('b')
  })

  it('prefers the first version of a new day to the last of the day before', () => {
    const state = withSnapshot(
      withSnapshot(empty, snapshot('lab', 90), 'a'),
      snapshot('lab', 1, { businessDate: '2026-11-23' }),
      'b',
    )
    expect(state.queues['lab']?.businessDate).toBe('2026-11-23')
  })

  it('uses the state stored on the device only if it comes from the same database', () => {
    const fresh = withSnapshot(empty, snapshot('lab', 2), 'a')
    const kept = { ...withSnapshot(empty, snapshot('lab', 90), 'old'), epoch: 'e1' }
    expect(withKept(fresh, 'e1', kept)).toMatchObject({ queues: { lab: { version: 90 } }, at: 'old' })
    expect(withKept(fresh, 'e2', kept)).toBe(fresh)
    expect(withKept(fresh, 'e1', null)).toBe(fresh)
  })

  it('S7: is as of when the server last confirmed it, also after a start without a network', () => {
    const page = withSnapshot(empty, snapshot('lab', 2), '2026-11-22T07:00:00.000Z')
    const kept = { ...withSnapshot(empty, snapshot('lab', 2), '2026-11-22T09:30:00.000Z'), epoch: 'e1' }
    expect(withKept(page, 'e1', kept).at).toBe('2026-11-22T09:30:00.000Z')
    expect(withKept({ ...page, at: '2026-11-22T09:40:00.000Z' }, 'e1', kept).at).toBe('2026-11-22T09:40:00.000Z')
  })

  it('after a reset shows the known state and accepts the next one', () => {
    const known = withSnapshot(empty, snapshot('lab', 90, { missed: ['L1'] }), 'a')
    const reset = afterReset(known)
    expect(reset.queues['lab']?.missed).toEqual(['L1'])
    expect(withSnapshot(reset, snapshot('lab', 1), 'b').queues['lab']).toMatchObject({ version: 1, missed: [] })
  })

  it('drops yesterday’s state of clinics that have not opened yet', () => {
    const yesterday = withSnapshot(empty, snapshot('lab', 9, { businessDate: '2026-11-21' }), 'a')
    expect(
      queuesOfToday(withSnapshot(yesterday, snapshot('eyes', 1), 'b').queues).map(({ service }) => service),
    ).toEqual(['eyes'])
  })
})

describe('the missed', () => {
  it('are taken from all clinics in turn', () => {
    const queues = [snapshot('lab', 1, { missed: ['L3', 'L2', 'L1'] }), snapshot('eyes', 1, { missed: ['E1'] })]
    expect(missedCodes(queues)).toEqual(['L3', 'E1', 'L2', 'L1'])
    expect(missedCodes(queues, 2)).toEqual(['L3', 'E1'])
    expect(missedCodes([])).toEqual([])
  })
})

describe('pages of clinics', () => {
  it('are as even as possible', () => {
    expect(pagesOf([1, 2, 3, 4, 5, 6, 7, 8, 9], 8).map((page) => page.length)).toEqual([5, 4])
    expect(pagesOf([1, 2], 8)).toEqual([[1, 2]])
    expect(pagesOf([], 8)).toEqual([])
  })
})

describe('the shift against burn-in', () => {
  it('moves every minute by one step', () => {
    for (let minute = 0; minute < 20; minute++) {
      const [a, b] = [burnInShift(minute), burnInShift(minute + 1)]
      expect(Math.max(Math.abs(a.x - b.x), Math.abs(a.y - b.y))).toBe(1)
    }
  })
})

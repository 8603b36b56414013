import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LoggedEvent } from './event'
import { Ring } from './ring'

const event = (seq: number): LoggedEvent => ({ seq, topic: 'queue:a', type: 'queue_update', json: '{}' })

function ringOf(first: number, count: number): Ring {
  const ring = new Ring()
  for (let seq = first; seq < first + count; seq++) ring.push(event(seq))
  return ring
}

const seqs = (events: LoggedEvent[] | null): number[] | null => events && events.map((it) => it.seq)

describe('the newest events', () => {
  test('after a position come whole and in order', () => {
    expect(seqs(ringOf(11, 5).after(12, 15))).toEqual([13, 14, 15])
    expect(seqs(ringOf(11, 5).after(10, 15))).toEqual([11, 12, 13, 14, 15])
  })
  test('are none for a reader who has seen everything', () => {
    expect(ringOf(11, 5).after(15, 15)).toEqual([])
    expect(ringOf(11, 5).after(99, 15)).toEqual([])
    expect(new Ring().after(15, 15)).toEqual([])
  })
  test('do not reach back to a position before the first', () => {
    expect(ringOf(11, 5).after(9, 15)).toBeNull()
    expect(new Ring().after(14, 15)).toBeNull()
  })
  test('are forgotten when the past is unknown', () => {
    const ring = ringOf(11, 5)
    ring.clear()
    expect(ring.after(12, 15)).toBeNull()
  })
  test('stay at least five thousand and never grow without end', () => {
    const ring = ringOf(1, 30_000)
    expect(seqs(ring.after(25_000, 30_000))).toHaveLength(5_000)
    expect(ring.after(23_000, 30_000)).toBeNull()
  })
  test('answer either everything asked for or that they cannot', () => {
    const count = fc.integer({ min: 1, max: 7_000 })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000 }), count, fc.nat(8_000), (first, length, since) => {
        const head = first + length - 1
        const found = seqs(ringOf(first, length).after(since, head))
        if (found === null) return since < first - 1 || length > 5_000
        expect(found).toEqual(Array.from({ length: Math.max(0, head - since) }, (_, i) => since + 1 + i))
        return true
      }),
      { numRuns: 50 },
    )
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Frame, noteFrame } from './frame'
import { Ring } from './ring'

const seqOf = new Map<Frame, number>()
const all = new Set(['queue:a', 'queue:b'])

function push(ring: Ring, seq: number, size = 0, topic = 'queue:a'): void {
  const frame = noteFrame('queue_update', 'x'.repeat(size))
  seqOf.set(frame, seq)
  ring.push({ seq, topic, frame })
}

function ringOf(first: number, count: number): Ring {
  const ring = new Ring()
  for (let seq = first; seq < first + count; seq++) push(ring, seq)
  return ring
}

const seqs = (frames: Frame[] | null): (number | undefined)[] | null => frames && frames.map((it) => seqOf.get(it))

describe('the newest events', () => {
  test('after a position come whole and in order', () => {
    expect(seqs(ringOf(11, 5).after(12, 15, all))).toEqual([13, 14, 15])
    expect(seqs(ringOf(11, 5).after(10, 15, all))).toEqual([11, 12, 13, 14, 15])
  })
  test('come only of the topics asked for', () => {
    const ring = ringOf(11, 2)
    push(ring, 13, 0, 'queue:b')
    push(ring, 14, 0, 'ticket:c')
    expect(seqs(ring.after(11, 14, new Set(['queue:b'])))).toEqual([13])
    expect(seqs(ring.after(11, 14, all))).toEqual([12, 13])
  })
  test('are none for a reader who has seen everything', () => {
    expect(ringOf(11, 5).after(15, 15, all)).toEqual([])
    expect(new Ring().after(15, 15, all)).toEqual([])
  })
  test('do not reach back to a position before the first', () => {
    expect(ringOf(11, 5).reaches(10, 15)).toBe(true)
    expect(ringOf(11, 5).reaches(9, 15)).toBe(false)
    expect(ringOf(11, 5).after(9, 15, all)).toBeNull()
    expect(new Ring().after(14, 15, all)).toBeNull()
  })
  test('are forgotten when the past is unknown', () => {
    const ring = ringOf(11, 5)
    ring.clear()
    expect(ring.after(12, 15, all)).toBeNull()
  })
  test('are five thousand at the most, and 8 MB', () => {
    const many = ringOf(1, 30_000)
    expect(many.after(25_000, 30_000, all)).toHaveLength(5_000)
    expect(many.after(24_999, 30_000, all)).toBeNull()
    const large = new Ring()
    for (let seq = 1; seq <= 100; seq++) push(large, seq, 1_024 * 1_024)
    expect(seqs(large.after(93, 100, all))).toEqual([94, 95, 96, 97, 98, 99, 100])
    expect(large.reaches(92, 100)).toBe(false)
  })
  test('answer either everything asked for or that they cannot', () => {
    const count = fc.integer({ min: 1, max: 7_000 })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000 }), count, fc.nat(8_000), (first, length, since) => {
        const head = first + length - 1
        const found = seqs(ringOf(first, length).after(since, head, all))
        if (found === null) return since < first - 1 || length > 5_000
        expect(found).toEqual(Array.from({ length: Math.max(0, head - since) }, (_, i) => since + 1 + i))
        return true
      }),
      { numRuns: 30 },
    )
  })
})

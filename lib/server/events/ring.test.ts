import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Frame } from './frame'
import { type Placed, Ring } from './ring'

const queues = ['queue:a', 'queue:b']
const both = new Set(queues)

function placed(seq: number, size = 10): Placed {
  const frame = { plain: Buffer.from(String(seq)), chunk: Buffer.alloc(size) }
  return { seq, topic: queues[seq % 2] ?? '', frame }
}

function ringOf(first: number, count: number, size?: number): Ring {
  const ring = new Ring()
  for (let seq = first; seq < first + count; seq++) ring.push(placed(seq, size))
  return ring
}

const seqs = (found: Frame[] | null): number[] | null => found && found.map((it) => Number(it.plain.toString()))

describe('the newest events', () => {
  test('after a position come whole and in order', () => {
    expect(seqs(ringOf(11, 5).after(12, 15, both))).toEqual([13, 14, 15])
    expect(seqs(ringOf(11, 5).after(10, 15, both))).toEqual([11, 12, 13, 14, 15])
  })
  test('are those of the topics asked for', () => {
    expect(seqs(ringOf(11, 5).after(10, 15, new Set(['queue:a'])))).toEqual([12, 14])
    expect(seqs(ringOf(11, 5).after(10, 15, new Set(['queue:z'])))).toEqual([])
  })
  test('are none for a reader who has seen everything', () => {
    expect(ringOf(11, 5).after(15, 15, both)).toEqual([])
    expect(ringOf(11, 5).after(99, 15, both)).toEqual([])
    expect(new Ring().after(15, 15, both)).toEqual([])
  })
  test('do not reach back to a position before the first', () => {
    expect(ringOf(11, 5).after(9, 15, both)).toBeNull()
    expect(new Ring().after(14, 15, both)).toBeNull()
  })
  test('are forgotten when the past is unknown', () => {
    const ring = ringOf(11, 5)
    ring.clear()
    expect(ring.after(12, 15, both)).toBeNull()
  })
  test('never grow without end, in number or in size', () => {
    const many = ringOf(1, 12_000)
    expect(seqs(many.after(7_000, 12_000, both))).toHaveLength(5_000)
    expect(many.after(6_999, 12_000, both)).toBeNull()
    const large = ringOf(1, 100, 1_024 * 1_024)
    expect(large.after(90, 100, both)).toBeNull()
    expect(seqs(large.after(95, 100, both))).toEqual([96, 97, 98, 99, 100])
  })
  test('answer either everything asked for or that they cannot', () => {
    const length = fc.integer({ min: 1, max: 6_000 })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000 }), length, fc.nat(7_000), (first, count, since) => {
        const head = first + count - 1
        const found = seqs(ringOf(first, count).after(since, head, both))
        if (found === null) return since < first - 1 || since < head - 5_000
        expect(found).toEqual(Array.from({ length: Math.max(0, head - since) }, (_, i) => since + 1 + i))
        return true
      }),
      { numRuns: 30 },
    )
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { kindNameOf, type ReplayShare } from '@/lib/shared/topic-kind'
import type { Frame } from './frame'
import { type Placed, Ring } from './ring'

const both = new Set(['queue:a', 'queue:b'])
const roomy: ReplayShare = { events: 5_000, bytes: 8 * 1_024 * 1_024 }

function placed(seq: number, topic = seq % 2 === 0 ? 'queue:a' : 'queue:b', size = 10): Placed {
  return { seq, topic, frame: { plain: Buffer.from(String(seq)), chunk: Buffer.alloc(size) } }
}

function ringOf(first: number, count: number, share = roomy, size?: number): Ring {
  const ring = new Ring(() => share, first - 1)
  for (let seq = first; seq < first + count; seq++) ring.push(placed(seq, undefined, size))
  return ring
}

const seqs = (found: Frame[] | null): number[] | null => found && found.map((it) => Number(it.plain.toString()))

describe('the newest events', () => {
  test('after a position are returned completely and in order', () => {
    expect(seqs(ringOf(11, 5).after(12, 15, both))).toEqual([13, 14, 15])
    expect(seqs(ringOf(11, 5).after(10, 15, both))).toEqual([11, 12, 13, 14, 15])
  })
  test('are those of the requested topics', () => {
    expect(seqs(ringOf(11, 5).after(10, 15, new Set(['queue:a'])))).toEqual([12, 14])
    expect(seqs(ringOf(11, 5).after(10, 15, new Set(['queue:z'])))).toEqual([])
  })
  test('are none for a reader who is up to date', () => {
    expect(ringOf(11, 5).after(15, 15, both)).toEqual([])
    expect(ringOf(11, 5).after(99, 15, both)).toEqual([])
    expect(ringOf(16, 0).after(15, 15, both)).toEqual([])
  })
  test('do not reach back to a position before the first event', () => {
    expect(ringOf(11, 5).after(9, 15, both)).toBeNull()
    expect(ringOf(16, 0).after(14, 15, both)).toBeNull()
    expect(ringOf(11, 5).after(9, 15, new Set(['ticket:t']))).toBeNull()
  })
  test('are cleared when the past is unknown', () => {
    const ring = ringOf(11, 5)
    ring.restart(15)
    expect(ring.after(12, 15, both)).toBeNull()
    expect(ring.after(15, 15, both)).toEqual([])
  })
})

describe('the share of a kind', () => {
  test('limits what is kept of it, in number and in bytes', () => {
    const many = ringOf(1, 12_000)
    expect(seqs(many.after(7_000, 12_000, both))).toHaveLength(5_000)
    expect(many.after(6_999, 12_000, both)).toBeNull()
    const large = ringOf(1, 100, roomy, 1_024 * 1_024)
    expect(large.after(91, 100, both)).toBeNull()
    expect(seqs(large.after(92, 100, both))).toEqual([93, 94, 95, 96, 97, 98, 99, 100])
  })
  test('is separate: a busy kind evicts nothing of another', () => {
    const ring = new Ring(() => ({ events: 10, bytes: 1_000 }), 0)
    for (let seq = 1; seq <= 5; seq++) ring.push(placed(seq, 'queue:a'))
    for (let seq = 6; seq <= 50_000; seq++) ring.push(placed(seq, 'chat:c'))
    expect(seqs(ring.after(2, 50_000, new Set(['queue:a'])))).toEqual([3, 4, 5])
    expect(ring.after(2, 50_000, new Set(['chat:c']))).toBeNull()
    expect(ring.after(2, 50_000, new Set(['queue:a', 'chat:c']))).toBeNull()
    expect(seqs(ring.after(49_998, 50_000, new Set(['queue:a', 'chat:c'])))).toEqual([49_999, 50_000])
  })
  test('of zero keeps nothing, so that replay is refused', () => {
    const ring = new Ring((kind) => (kind === 'queue' ? roomy : { events: 0, bytes: 0 }), 0)
    for (const [seq, topic] of [
      [1, 'queue:a'],
      [2, 'chat:c'],
      [3, 'queue:a'],
    ] as const)
      ring.push(placed(seq, topic))
    expect(ring.after(1, 3, new Set(['chat:c']))).toBeNull()
    expect(ring.after(2, 3, new Set(['chat:c']))).toEqual([])
    expect(seqs(ring.after(0, 3, new Set(['queue:a'])))).toEqual([1, 3])
  })
})

const topics = ['queue:a', 'queue:b', 'line:a', 'chat:c', 'chat:d']

/** A stream's past: where it begins, its events, how much is kept of each kind, and a returning reader. */
const past = fc.record({
  floor: fc.nat(50),
  events: fc.array(fc.record({ topic: fc.constantFrom(...topics), size: fc.integer({ min: 1, max: 40 }) }), {
    maxLength: 120,
  }),
  shares: fc.record(
    Object.fromEntries(
      ['queue', 'line', 'chat'].map((name) => [name, fc.record({ events: fc.nat(20), bytes: fc.nat(500) })]),
    ),
  ),
  followed: fc.subarray(topics, { minLength: 1 }),
  back: fc.nat(140),
})

/** The newest event of a kind that does not fit into its share, counted from the newest; `floor` when all fit. */
function forgottenUpTo(events: readonly Placed[], { events: most, bytes }: ReplayShare, floor: number): number {
  let [count, size] = [0, 0]
  for (const it of events.toReversed()) {
    count += 1
    size += it.frame.chunk.length
    if (count > most || size > bytes) return it.seq
  }
  return floor
}

describe('replay', () => {
  test('is complete, and is refused exactly when a followed kind has evicted something after the position', () => {
    let [whole, refused] = [0, 0]
    fc.assert(
      fc.property(past, ({ floor, events, shares, followed, back }) => {
        const all = events.map(({ topic, size }, i) => placed(floor + 1 + i, topic, size))
        const none: ReplayShare = { events: 0, bytes: 0 }
        const ring = new Ring((kind) => shares[kind] ?? none, floor)
        for (const it of all) ring.push(it)
        const head = floor + all.length
        const since = Math.max(0, head - back)
        const asked = new Set(followed)
        const kinds = [...new Set(followed.map(kindNameOf))]
        const isForgotten = kinds.some((kind) => {
          const own = all.filter((it) => kindNameOf(it.topic) === kind)
          return since < forgottenUpTo(own, shares[kind] ?? none, floor)
        })
        const expected = all.filter((it) => it.seq > since && asked.has(it.topic)).map((it) => it.seq)
        if (since < head && isForgotten) refused++
        else whole++
        expect(seqs(ring.after(since, head, asked))).toEqual(since < head && isForgotten ? null : expected)
      }),
      { numRuns: 500 },
    )
    expect(Math.min(whole, refused)).toBeGreaterThan(20)
  })
})

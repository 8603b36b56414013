import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import type { TopicKind } from '@/lib/shared/topic-kind'
import { Channel } from './channel'
import type { EventBatch, LoggedEvent } from './event'
import * as store from './event-store'
import { Reader } from './reader'
import { keepShares } from './replay-shares'

vi.mock('./event-store')
const warn = vi.fn()
vi.mock('../log', () => ({ log: () => ({ warn }) }))

const event = (seq: number, topic = 'queue:a'): LoggedEvent => ({
  seq,
  topic,
  type: 'queue_update',
  json: `{"n":${seq}}`,
})
const range = (first: number, last: number): number[] => Array.from({ length: last - first + 1 }, (_, i) => first + i)
const batch = (first: number, last = first, epoch = 'e1'): EventBatch => ({
  branchId: 'b',
  epoch,
  events: range(first, last).map((seq) => event(seq)),
})

/** The simulated database: its clock, and the events in its log. */
let database = { epoch: 'e1', seq: 10, log: [] as LoggedEvent[] }
let reads = 0

function commit(last: number): void {
  database.log.push(...range(database.seq + 1, last).map((seq) => event(seq)))
  database.seq = last
}

const queue: TopicKind = {
  name: 'queue',
  access: 'public',
  parameter: { name: 'queue', value: z.string() },
  events: {},
  share: { events: 5_000, bytes: 1_000_000 },
  errors: [],
}
keepShares([queue])

beforeEach(() => {
  vi.useFakeTimers()
  warn.mockClear()
  reads = 0
  database = { epoch: 'e1', seq: 10, log: [] }
  vi.mocked(store.readClock).mockImplementation(async () => ({ epoch: database.epoch, seq: database.seq }))
  vi.mocked(store.readNewestEvents).mockImplementation(async () => database.log.slice(-1_000))
  vi.mocked(store.readEventsAfter).mockImplementation(async (_, seq, limit) => {
    reads += 1
    return database.log.filter((it) => it.seq > seq).slice(0, limit)
  })
})
afterEach(() => {
  vi.useRealTimers()
})

/** A reader of `queue:a`, the frames it received, and whether it was closed. */
function join(channel: Channel, topics = ['queue:a']) {
  const said: string[] = []
  const heard = { seqs: [] as number[], ended: false }
  const reader = new Reader(channel, new Set(topics), null, {
    write: (frame) => {
      const text = frame.plain.toString()
      said.push(text)
      const id = /^id: e\d\.(\d+)\nevent: queue_update/.exec(text)?.[1]
      if (id) heard.seqs.push(Number(id))
    },
    pending: () => 0,
    end: () => (heard.ended = true),
    destroy: () => (heard.ended = true),
  })
  channel.add(reader)
  return { reader, said, heard }
}

describe('published events', () => {
  test('reach the readers of their topic in order and once, whatever order they arrive in', async () => {
    const channel = await Channel.open('b')
    const { heard } = join(channel)
    const other = join(channel, ['queue:b'])
    for (const it of [batch(12), batch(11), batch(11, 12), batch(14, 15), batch(13), batch(9)]) channel.receive(it)
    expect(heard.seqs).toEqual([11, 12, 13, 14, 15])
    expect(other.heard.seqs).toEqual([])
    await vi.advanceTimersByTimeAsync(1_000)
    expect(reads).toBe(0)
  })

  test('that were lost are read from the database 50 ms after the gap is noticed', async () => {
    const channel = await Channel.open('b')
    const { heard } = join(channel)
    commit(15)
    channel.receive(batch(15))
    await vi.advanceTimersByTimeAsync(49)
    expect(heard.seqs).toEqual([])
    await vi.advanceTimersByTimeAsync(10)
    expect(heard.seqs).toEqual([11, 12, 13, 14, 15])
    channel.receive(batch(11, 15))
    expect(heard.seqs).toHaveLength(5)
  })

  test('wait for an unavailable database in bounded memory, and then arrive completely', async () => {
    const channel = await Channel.open('b')
    const { heard } = join(channel)
    vi.mocked(store.readClock).mockRejectedValueOnce(new Error('away'))
    channel.receive(batch(12, 8_000))
    await vi.advanceTimersByTimeAsync(100)
    expect(warn).toHaveBeenCalledTimes(1)
    commit(8_000)
    await channel.check()
    expect(heard.seqs).toEqual(range(11, 8_000))
  })
})

describe('a check of the clock', () => {
  test('finds unpublished events, with one read for all callers', async () => {
    const channel = await Channel.open('b')
    const { heard } = join(channel)
    commit(13)
    await Promise.all([channel.check(), channel.check(), channel.check()])
    expect(heard.seqs).toEqual([11, 12, 13])
    expect(reads).toBe(1)
    await channel.check()
    expect(reads).toBe(1)
  })

  test('does not accept a read that began before it', async () => {
    const channel = await Channel.open('b')
    const { heard } = join(channel)
    commit(11)
    let answer: (events: LoggedEvent[]) => void = () => undefined
    vi.mocked(store.readEventsAfter).mockImplementationOnce(() => new Promise((done) => (answer = done)))
    const first = channel.check()
    await vi.advanceTimersByTimeAsync(1)
    commit(13)
    const second = channel.check()
    await vi.advanceTimersByTimeAsync(1)
    answer([event(11)])
    await Promise.all([first, second])
    expect(heard.seqs).toEqual([11, 12, 13])
  })

  test('disconnects everybody when the log no longer holds the missed events', async () => {
    const channel = await Channel.open('b')
    const { heard, said } = join(channel)
    commit(40)
    database.log = database.log.filter((it) => it.seq > 30)
    await channel.check()
    expect(heard).toEqual({ seqs: [], ended: true })
    expect(said.at(-1)).toContain('event: bye')
    expect(channel.head.seq).toBe(40)
    expect(channel.readers.size).toBe(0)
    expect(channel.missed(10, new Set(['queue:a']))).toBeNull()
  })

  test('disconnects everybody when the epoch changed, and clears snapshots and history', async () => {
    const channel = await Channel.open('b')
    const { heard } = join(channel)
    await channel.load('queue:a', 'queue_update', async () => '{"n":10}')
    channel.receive(batch(11))
    expect(channel.latest('queue:a')?.json).toBe('{"n":11}')
    database = { epoch: 'e2', seq: 3, log: [event(11), event(12)] }
    channel.receive(batch(3, 3, 'e2'))
    await vi.advanceTimersByTimeAsync(1)
    expect(heard).toEqual({ seqs: [11], ended: true })
    expect(channel.head).toEqual({ epoch: 'e2', seq: 3 })
    expect(channel.latest('queue:a')).toBeUndefined()
    channel.receive(batch(12))
    expect(channel.head.seq).toBe(3)
  })

  test('does not apply a read of the old epoch to the new one', async () => {
    const channel = await Channel.open('b')
    database.seq = 11
    let answer: (events: LoggedEvent[]) => void = () => undefined
    vi.mocked(store.readEventsAfter).mockImplementationOnce(() => new Promise((done) => (answer = done)))
    const filling = channel.check()
    await vi.advanceTimersByTimeAsync(1)
    await channel.check({ epoch: 'e2', seq: 10 })
    const { heard } = join(channel)
    answer([event(11)])
    await filling
    expect(channel.head).toEqual({ epoch: 'e2', seq: 10 })
    expect(heard.seqs).toEqual([])
  })
})

describe('memory', () => {
  test('holds the newest events when it opens', async () => {
    database.log = range(5, 10).map((seq) => event(seq))
    const channel = await Channel.open('b')
    expect(channel.missed(7, new Set(['queue:a']))).toHaveLength(3)
    expect(channel.reaches(3, new Set(['queue:a']))).toBe(false)
  })

  test('of a snapshot: it is read once for all, and kept unless an event brings a newer one', async () => {
    const channel = await Channel.open('b')
    let answer: (json: string) => void = () => undefined
    const read = vi.fn(() => new Promise<string>((done) => (answer = done)))
    const both = Promise.all([
      channel.load('queue:a', 'queue_update', read),
      channel.load('queue:a', 'queue_update', read),
    ])
    channel.receive(batch(11))
    answer('{"n":"old"}')
    await both
    expect(read).toHaveBeenCalledTimes(1)
    expect(channel.latest('queue:a')?.json).toBe('{"n":11}')
    await channel.load('queue:a', 'queue_update', async () => '{"n":"today"}')
    expect(channel.latest('queue:a')?.json).toBe('{"n":"today"}')
  })

  test('of a snapshot is kept only for requested topics, and only from events that carry it', async () => {
    const channel = await Channel.open('b')
    channel.receive(batch(11))
    expect(channel.latest('queue:a')).toBeUndefined()
    await channel.load('queue:a', 'whole_state', async () => '{"n":11}')
    channel.receive(batch(12))
    expect(channel.latest('queue:a')?.json).toBe('{"n":11}')
  })

  test('holds nothing for a reader that has left', async () => {
    const channel = await Channel.open('b')
    const { reader, heard } = join(channel)
    reader.gone()
    channel.receive(batch(11))
    channel.heartbeat(new Date())
    expect(heard.seqs).toEqual([])
    expect(channel.readers.size).toBe(0)
  })
})

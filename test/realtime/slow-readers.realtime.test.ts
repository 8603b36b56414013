import { afterAll, describe, expect, test } from 'vitest'
import { sharedServer } from './shared-server'
import { seqOf } from './stream-client'
import { eventually } from './wait'

const server = sharedServer()
const { open } = server
const openStreams = (): Promise<number> => server.api.metric('dawr_streams_open', server.processes)
const megabyte = 1_024 * 1_024

/** Removes the test's events, to keep other readers' streams small. */
afterAll(() => server.sql.query(`DELETE FROM event_log WHERE type = 'padding_update'`))

async function begin(count: number) {
  const readers = await Promise.all(Array.from({ length: count }, () => open('service=women_internal')))
  await Promise.all(readers.map((it) => it.begun()))
  return readers
}

describe('disconnected clients', () => {
  test('leave nothing behind', async () => {
    await eventually('a quiet server', async () => (await openStreams()) === 0)
    for (let round = 0; round < 3; round++) {
      const readers = await begin(60)
      expect(await openStreams()).toBe(60)
      for (const reader of readers) reader.close()
      await eventually('no open stream', async () => (await openStreams()) === 0)
    }
  })

  test('leave nothing behind when they disconnect before the stream begins', async () => {
    const hasty = Array.from({ length: 100 }, () => open('branch=main').then((it) => it.close()))
    await Promise.all(hasty)
    await eventually('no open stream', async () => (await openStreams()) === 0)
  })
})

describe('readers that stop reading', () => {
  test('are disconnected while memory stays bounded and the others receive everything', async () => {
    const topic = await server.sql.queueTopic('women_internal')
    const live = await begin(4)
    const stalled = await begin(40)
    for (const reader of stalled) reader.pause()
    const rss = (): Promise<number> => server.api.metric('process_resident_memory_bytes', server.processes)
    const [before, cutBefore] = [await rss(), await server.api.metric('dawr_slow_readers_cut_total', server.processes)]
    const start = seqOf(await server.sql.head())
    let most = 0
    // 30 MB for each of them; the system's buffers absorb the first few.
    for (let round = 0; round < 15; round++) {
      const end = await server.sql.commitUnpublished(topic, 20, 100_000)
      // Its event reveals the gap, which otherwise the next check of the clock would find.
      await server.api.join('women_internal')
      await Promise.all(live.map((it) => it.reached(end)))
      most = Math.max(most, await rss())
    }
    await eventually('only live readers', async () => (await openStreams()) === live.length, 20_000)
    expect(await server.api.metric('dawr_slow_readers_cut_total', server.processes)).toBe(cutBefore + stalled.length)
    // Unbounded it would be 40 × 30 MB.
    expect((most - before) / megabyte).toBeLessThan(300)
    const committed = await server.sql.seqsAfter(start, [topic])
    expect(committed.length).toBeGreaterThan(300)
    for (const reader of live) expect(reader.seqs).toEqual(committed)
  })
})

import { describe, expect, test } from 'vitest'
import { sharedServer } from './shared-server'
import { seqOf } from './stream-client'
import { eventually } from './wait'

const server = sharedServer()
const { open } = server

/** Joins `count` visitors to one clinic at the same time and returns the last cursor. */
async function joinTogether(service: string, count: number): Promise<string> {
  const tickets = await Promise.all(Array.from({ length: count }, () => server.api.join(service)))
  return tickets.map((it) => it.cursor).toSorted((a, b) => seqOf(b) - seqOf(a))[0] ?? ''
}

describe('a stream', () => {
  test('begins with one snapshot of each requested clinic, then its position', async () => {
    const before = await server.sql.head()
    const stream = await (await open('service=lab&service=xray')).begun()
    expect(stream.beginning.map((it) => it.type)).toEqual(['queue_update', 'queue_update', 'heartbeat'])
    expect(stream.beginning.map((it) => it.data['service'])).toEqual(['lab', 'xray', undefined])
    expect(stream.beginning.map((it) => it.id)).toEqual([null, null, before])
    expect(stream.raw[0]).toMatch(/^retry: \d{4}\nevent: queue_update\n/)
    const status = await server.api.send('GET', '/queues/lab/status')
    expect(stream.heard[0]?.data).toEqual(status.body)
  })

  test('of the whole branch has every clinic', async () => {
    const stream = await (await open('branch=main')).begun()
    const services = (await server.api.send('GET', '/services')).body['services'] as unknown[]
    expect(stream.of('queue_update')).toHaveLength(services.length)
  })

  test('is sent uncompressed and uncacheable', async () => {
    const stream = await open('service=lab', { headers: { 'accept-encoding': 'gzip, br' } })
    expect(stream.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    })
    expect(stream.headers['content-encoding']).toBeUndefined()
  })

  test.each([
    ['service=nowhere', 404, 'unknown_service'],
    ['branch=nowhere', 404, 'unknown_branch'],
    ['service=lab&since=yesterday', 400, 'invalid_cursor'],
    ['service=lab&colour=red', 400, 'invalid_input'],
  ])('requested as %s is refused with %i %s', async (query, status, code) => {
    await expect(open(query)).rejects.toMatchObject({ status, code })
  })
})

describe('events', () => {
  test('of parallel commands reach every stream exactly once, completely and in order', async () => {
    const { cookie } = await server.api.signIn('manager')
    const wanted = Array.from({ length: 12 }, () =>
      open('service=eyes&service=dental&line=eyes', { headers: { cookie } }),
    )
    const readers = await Promise.all(wanted)
    await Promise.all(readers.map((it) => it.begun()))
    const start = seqOf(readers[0]?.cursor ?? null)
    const ends = await Promise.all([joinTogether('eyes', 60), joinTogether('dental', 60), joinTogether('ent', 20)])
    const last = ends.toSorted((a, b) => seqOf(b) - seqOf(a))[0] ?? ''
    const [eyes, dental] = [await server.sql.queueTopic('eyes'), await server.sql.queueTopic('dental')]
    const committed = await server.sql.seqsAfter(start, [eyes, dental, eyes.replace('queue:', 'line:')])
    expect(committed.length).toBeGreaterThan(5)
    for (const reader of readers) {
      await eventually('all events', () => reader.seqs.length >= committed.length)
      expect(reader.seqs).toEqual(committed)
    }
    const all = await server.sql.query<{ seq: string }>('SELECT seq FROM event_log WHERE seq > $1 ORDER BY seq', [
      start,
    ])
    expect(all.map((row) => Number(row.seq) - start)).toEqual(all.map((_, i) => i + 1))
    expect(seqOf(last)).toBe(start + all.length)
  })

  test('end in the state of the database', async () => {
    const stream = await (await open('service=psychiatry')).begun()
    await joinTogether('psychiatry', 25)
    const status = (await server.api.send('GET', '/queues/psychiatry/status')).body
    await stream.until('the newest snapshot', (it) => it.data['version'] === status['version'])
    expect(stream.of('queue_update').at(-1)?.data).toEqual(status)
    const versions = stream.of('queue_update').map((it) => Number(it.data['version']))
    expect(versions).toEqual([...new Set(versions)].toSorted((a, b) => a - b))
  })

  test('arrive within a second of the command', async () => {
    const readers = await Promise.all(Array.from({ length: 6 }, () => open('service=derma')))
    await Promise.all(readers.map((it) => it.begun()))
    for (let round = 0; round < 5; round++) {
      const began = Date.now()
      const { cursor } = await server.api.join('derma')
      await Promise.all(
        readers.map((it) => it.until('the event', (heard) => seqOf(heard.id) > seqOf(cursor) - 3, 1_000)),
      )
      expect(Date.now() - began).toBeLessThan(1_000)
    }
  })
})

describe('a reader that reconnects', () => {
  test.each(['lastEventId', 'since'] as const)('with %s receives exactly what it missed', async (way) => {
    const first = await (await open('service=bones')).begun()
    await joinTogether('bones', 3)
    await eventually('some events', () => first.seqs.length > 0)
    first.close()
    const cursor = first.cursor ?? ''
    const end = await joinTogether('bones', 30)
    await joinTogether('ent', 5)
    const committed = await server.sql.seqsAfter(seqOf(cursor), [await server.sql.queueTopic('bones')])
    // Both workers, if there are two, must return the same.
    for (let visit = 0; visit < 4; visit++) {
      const again = await (await open('service=bones', { [way]: cursor })).begun()
      expect(again.seqs).toEqual(committed)
      expect(again.beginning).toHaveLength(committed.length + 1)
      expect(seqOf(again.cursor)).toBeGreaterThanOrEqual(seqOf(end))
      expect(again.of('reset')).toEqual([])
    }
  })

  test('prefers Last-Event-ID, which is newer than the cursor in the URL', async () => {
    const { cursor: older } = await server.api.join('audio')
    const { cursor: newer } = await server.api.join('audio')
    const stream = await (await open('service=audio', { since: older, lastEventId: newer })).begun()
    expect(stream.beginning.map((it) => it.type)).toEqual(['heartbeat'])
  })

  test('repeatedly while visitors join misses nothing and receives nothing twice', async () => {
    const topic = await server.sql.queueTopic('vitals')
    const start = await server.sql.head()
    let joining = true
    const joiners = Array.from({ length: 4 }, async () => {
      while (joining) await server.api.join('vitals')
    })
    const heard: number[] = []
    let cursor = start
    for (let visit = 0; visit < 25; visit++) {
      const stream = await open('service=vitals', { since: cursor })
      await stream.begun()
      if (visit % 2 === 0) await eventually('a live event', () => stream.seqs.some((seq) => seq > seqOf(cursor)), 5_000)
      stream.close()
      heard.push(...stream.seqs)
      expect(stream.of('reset')).toEqual([])
      cursor = stream.cursor ?? cursor
    }
    joining = false
    await Promise.all(joiners)
    const last = await (await open('service=vitals', { since: cursor })).begun()
    heard.push(...last.seqs)
    await eventually(
      'the end',
      async () => seqOf(last.cursor) >= seqOf(await server.sql.head()) || last.seqs.length > 0,
    )
    expect(heard).toEqual(
      (await server.sql.seqsAfter(seqOf(start), [topic])).filter((seq) => seq <= (heard.at(-1) ?? 0)),
    )
    expect(heard.length).toBeGreaterThan(10)
  })
})

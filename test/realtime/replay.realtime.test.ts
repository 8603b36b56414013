import { describe, expect, test } from 'vitest'
import { sharedServer } from './shared-server'
import { seqOf } from './stream-client'
import { eventually } from './wait'

const server = sharedServer()
const { open } = server

const typesOf = (heard: { type: string }[]): string[] => heard.map((it) => it.type)
const afresh = ['reset', 'queue_update', 'heartbeat']

describe('an unpublished event', () => {
  test('arrives in order within 3 s, between the published ones', async () => {
    const topic = await server.sql.queueTopic('surgery')
    const readers = await Promise.all(Array.from({ length: 4 }, () => open('service=surgery')))
    await Promise.all(readers.map((it) => it.begun()))
    const start = await server.sql.head()
    const end = await server.sql.commitUnpublished(topic, 40)
    const began = Date.now()
    await Promise.all(readers.map((it) => eventually('what was lost', () => it.seqs.includes(seqOf(end)), 4_000)))
    expect(Date.now() - began).toBeLessThan(3_000)
    await server.sql.commitUnpublished(topic, 3)
    const { cursor } = await server.api.join('surgery')
    const committed = await server.sql.seqsAfter(seqOf(start), [topic])
    for (const reader of readers) {
      await eventually('the event after the hole', () => reader.seqs.length >= committed.length, 3_000)
      expect(reader.seqs).toEqual(committed)
    }
    expect(committed.at(-1)).toBeGreaterThan(seqOf(cursor) - 3)
  })

  test('arrives at once when a published event reveals the gap', async () => {
    const topic = await server.sql.queueTopic('surgery')
    const stream = await (await open('service=surgery')).begun()
    for (let round = 0; round < 3; round++) {
      const lost = seqOf(await server.sql.commitUnpublished(topic, 2))
      await server.api.join('surgery')
      await eventually('the hole to be filled', () => stream.seqs.includes(lost), 1_000)
    }
  })
})

describe('a reader that reconnects', () => {
  test('with a cursor older than the process’s memory receives everything from the database', async () => {
    const [surgery, ent] = [await server.sql.queueTopic('surgery'), await server.sql.queueTopic('ent')]
    const start = await server.sql.head()
    await server.sql.commitUnpublished(ent, 5)
    await server.sql.commitUnpublished(surgery, 6_000)
    await server.sql.commitUnpublished(ent, 5)
    const end = await server.sql.commitUnpublished(surgery, 10)
    await server.caughtUp(end)
    const committed = await server.sql.seqsAfter(seqOf(start), [ent])
    for (let visit = 0; visit < 3; visit++) {
      const stream = await (await open('service=ent', { since: start })).begun()
      expect(stream.seqs).toEqual(committed)
      expect(stream.cursor).toBe(end)
      expect(stream.of('reset')).toEqual([])
    }
  })

  test('T2: by the parameter of `event-source-polyfill`, which keeps its older `since`, receives what it missed', async () => {
    const first = await server.sql.head()
    const { cursor: before } = await server.api.join('ent')
    const { cursor: after } = await server.api.join('ent')
    const stream = await (await open(`service=ent&since=${first}&lastEventId=${before}`)).begun()
    expect(stream.cursor).toBe(after)
    expect(stream.of('reset')).toEqual([])
    expect(stream.seqs.every((seq) => seq > seqOf(before))).toBe(true)
    const header = await (await open(`service=ent&lastEventId=${first}`, { lastEventId: after ?? '' })).begun()
    expect(header.seqs).toEqual([])
  })

  test('receives 500 missed events, and starts over after 501', async () => {
    const topic = await server.sql.queueTopic('women_eyes')
    const start = await server.sql.head()
    const first = await server.sql.commitUnpublished(topic, 1)
    await server.caughtUp(await server.sql.commitUnpublished(topic, 500))
    const whole = await (await open('service=women_eyes', { since: first })).begun()
    expect(whole.seqs).toHaveLength(500)
    expect(whole.of('reset')).toEqual([])
    const many = await (await open('service=women_eyes', { since: start })).begun()
    expect(typesOf(many.beginning)).toEqual(afresh)
    expect(many.heard[0]?.data).toEqual({ why: 'too_many' })
  })

  test('starts over after more than 256 KB', async () => {
    const topic = await server.sql.queueTopic('women_derma')
    const start = await server.sql.head()
    await server.caughtUp(await server.sql.commitUnpublished(topic, 30, 10_000))
    const stream = await (await open('service=women_derma', { since: start })).begun()
    expect(typesOf(stream.beginning)).toEqual(afresh)
    expect(stream.heard[0]?.data).toEqual({ why: 'too_many' })
  })

  test('starts over when the log no longer holds what it missed', async () => {
    const topic = await server.sql.queueTopic('ecg')
    const [epoch, start] = (await server.sql.head()).split('.')
    const lost = Number(start) + 5
    await server.caughtUp(await server.sql.commitUnpublished(topic, 6_000))
    await server.sql.query('DELETE FROM event_log WHERE seq <= $1', [lost])
    for (const clinic of ['ecg', 'audio']) {
      const stream = await (await open(`service=${clinic}`, { since: `${epoch}.${lost - 1}` })).begun()
      expect(typesOf(stream.beginning)).toEqual(afresh)
      expect(stream.heard[0]?.data).toEqual({ why: 'too_old' })
    }
    const whole = await (await open('service=audio', { since: `${epoch}.${lost}` })).begun()
    expect(typesOf(whole.beginning)).toEqual(['heartbeat'])
  })

  test('starts over from another epoch, or from a position not yet reached', async () => {
    const head = await server.sql.head()
    for (const since of ['another.5', `${head.split('.')[0]}.${seqOf(head) + 1_000}`]) {
      const stream = await (await open('service=xray', { since })).begun()
      expect(typesOf(stream.beginning)).toEqual(afresh)
      expect(stream.heard[0]?.data).toEqual({ why: 'epoch' })
      expect(stream.beginning.map((it) => it.id)).toEqual([null, null, head])
    }
  })
})

describe('a new epoch', () => {
  test('disconnects every reader; each reconnects, starts over and then receives live events', async () => {
    const readers = await Promise.all(Array.from({ length: 6 }, () => open('service=xray')))
    await Promise.all(readers.map((it) => it.begun()))
    const epoch = `restored${Date.now().toString(36)}`
    await server.sql.query('UPDATE branch_clock SET epoch = $1, seq = seq - 3', [epoch])
    // All of them first: each worker notices by itself, and a reader may reconnect to another one.
    await Promise.all(readers.map((it) => it.ended(5_000)))
    for (const reader of readers) {
      expect(typesOf(reader.heard).at(-1)).toBe('bye')
      const again = await (await open('service=xray', { since: reader.cursor ?? '' })).begun()
      expect(typesOf(again.heard)).toEqual(afresh)
      expect(again.heard[0]?.data).toEqual({ why: 'epoch' })
      expect(again.cursor).toMatch(new RegExp(`^${epoch}\\.`))
    }
    await server.sql.query('DELETE FROM event_log WHERE seq > (SELECT seq FROM branch_clock)')
    const live = await (await open('service=xray')).begun()
    const { cursor } = await server.api.join('xray')
    expect(cursor).toMatch(new RegExp(`^${epoch}\\.`))
    await live.until('a live event', (it) => it.type === 'queue_update' && it.id !== null)
  })
})

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { childrenOf, killAll } from '@/scripts/servers/process-tree.mjs'
import { throwAwayFolder } from '@/scripts/servers/server-process.mjs'
import type { Ticket } from './api'
import { EventSql } from './event-sql'
import { type OwnServer, ownServers } from './own-server'
import { closedAfterEach, withRedis } from './shared-server'
import { seqOf } from './stream-client'
import { eventually } from './wait'

const servers = ownServers()
const open = closedAfterEach()

/** Joins in parallel until the server is gone; returns the acknowledged turns. */
function joinUntilGone(server: OwnServer, people: number): { acknowledged: Ticket[]; over: Promise<void> } {
  const acknowledged: Ticket[] = []
  const one = async (): Promise<void> => {
    for (;;) acknowledged.push(await server.api.join('lab'))
  }
  const over = Promise.allSettled(Array.from({ length: people }, one)).then(() => undefined)
  return { acknowledged, over }
}

/** The process of the worker with this number. */
function workerOf(server: number, number: number): number {
  const variable = `DAWR_WORKER=${number}`
  const found = childrenOf(server).find((pid) =>
    readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(variable),
  )
  if (found === undefined) throw new Error(`no worker ${number}`)
  return found
}

async function expectAllThere(server: OwnServer, tickets: readonly Ticket[]): Promise<void> {
  for (const ticket of tickets) {
    const found = await server.api.send('GET', `/tickets/${ticket.id}`, {
      headers: { 'x-visit-token': ticket.visitToken },
    })
    expect(found).toMatchObject({ status: 200, body: { code: ticket.code } })
  }
  const { counts } = (await server.api.send('GET', '/queues/lab/status')).body as { counts: { issued: number } }
  expect(counts.issued).toBeGreaterThanOrEqual(tickets.length)
  expect(new Set(tickets.map((it) => it.code)).size).toBe(tickets.length)
}

async function committedAfter(databaseUrl: string, start: number): Promise<number[]> {
  const sql = await EventSql.open(databaseUrl)
  const seqs = await sql.seqsAfter(start, [await sql.queueTopic('lab')])
  await sql.close()
  return seqs
}

/** A reader that reconnects with its cursor, as a browser does. */
async function follow(url: string, from: string, isOver: () => boolean): Promise<{ seqs: number[]; visits: number }> {
  const seen = { seqs: [] as number[], visits: 0 }
  let cursor = from
  while (!isOver()) {
    const stream = await open(url, 'service=eyes', { since: cursor }).catch(() => null)
    if (!stream) continue
    seen.visits += 1
    await eventually('the end', () => stream.hasEnded || isOver(), 30_000)
    expect(stream.of('reset')).toEqual([])
    seen.seqs.push(...stream.seqs)
    cursor = stream.cursor ?? cursor
    stream.close()
  }
  return seen
}

test.each(['PostgreSQL', 'embedded'])('no acknowledged turn is lost when everything is killed (%s)', async (kind) => {
  const folder = throwAwayFolder('crash')
  const env: { DATABASE_URL?: string } = kind === 'embedded' ? {} : { DATABASE_URL: await servers.database() }
  const first = await servers.start(env, { dataDir: folder.path })
  const stream = await (await open(first.url, 'service=lab')).begun()
  const start = seqOf(stream.cursor)
  const joining = joinUntilGone(first, 8)
  await eventually('a hundred turns', () => joining.acknowledged.length >= 100, 30_000)
  killAll(first.pid)
  await joining.over
  await stream.ended()
  const acknowledged = [...joining.acknowledged]

  const again = await servers.start(env, { dataDir: folder.path, port: first.port })
  await expectAllThere(again, acknowledged)
  const back = await (await open(again.url, 'service=lab', { since: stream.cursor ?? '' })).begun()
  expect(back.of('reset')).toEqual([])
  expect(seqOf(back.cursor)).toBeGreaterThanOrEqual(Math.max(...acknowledged.map((it) => seqOf(it.cursor))))
  const heard = [...stream.seqs, ...back.seqs]
  expect(heard).toEqual([...new Set(heard)].toSorted((a, b) => a - b))
  if (env.DATABASE_URL !== undefined) expect(heard).toEqual(await committedAfter(env.DATABASE_URL, start))
  await again.stop()
  folder.remove()
})

if (withRedis) {
  test('T7: a killed worker is replaced under its number; its readers reconnect and nothing is lost or duplicated', async () => {
    const env = { DATABASE_URL: await servers.database() }
    const server = await servers.start(env)
    const sql = await EventSql.open(env.DATABASE_URL)
    const topic = await sql.queueTopic('eyes')
    const from = await sql.head()
    const start = seqOf(from)
    let over = false
    const readers = Array.from({ length: 20 }, () => follow(server.url, from, () => over))
    await eventually('20 readers', async () => (await server.api.metric('dawr_streams_open', 2)) >= 20)
    expect(childrenOf(server.pid)).toHaveLength(2)
    const [[busiest] = [0]] = [...(await server.api.metricByProcess('dawr_streams_open', 2))].toSorted(
      ([, a], [, b]) => b - a,
    )

    let done = 0
    const joiners = Array.from({ length: 4 }, async () => {
      while (done < 150)
        await server.api.join('eyes').then(
          () => (done += 1),
          () => undefined,
        )
    })
    await eventually('the middle of it', () => done > 40, 20_000)
    process.kill(workerOf(server.pid, busiest), 'SIGKILL')
    await Promise.all(joiners)
    await eventually('two workers again', () => childrenOf(server.pid).length === 2, 20_000)
    await eventually('all readers again', async () => (await server.api.metric('dawr_streams_open', 2)) >= 20, 20_000)
    // T7: the new worker continues the series of the old one.
    expect([...(await server.api.metricByProcess('dawr_streams_open', 2)).keys()].sort()).toEqual([1, 2])
    await server.api.join('eyes')
    const committed = (await sql.seqsAfter(start, [topic])).length
    await eventually('the other worker to know it', async () => {
      const streams = await Promise.all(Array.from({ length: 4 }, () => open(server.url, 'service=eyes')))
      await Promise.all(streams.map((it) => it.begun()))
      const head = seqOf(await sql.head())
      return streams.every((it) => seqOf(it.cursor) >= head)
    })
    over = true
    const seen = await Promise.all(readers)
    const all = await sql.seqsAfter(start, [topic])
    expect(all).toHaveLength(committed)
    for (const reader of seen) expect(reader.seqs).toEqual(all)
    expect(seen.some((it) => it.visits > 1)).toBe(true)
    await sql.close()
  })
}

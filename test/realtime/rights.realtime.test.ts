import { describe, expect, test } from 'vitest'
import { sharedServer } from './shared-server'
import { seqOf } from './stream-client'
import { eventually } from './wait'

const server = sharedServer()
const { open } = server

describe('the line of a clinic', () => {
  test('is for its staff only', async () => {
    const refused = { status: 401, code: 'not_signed_in' }
    await expect(open('line=lab')).rejects.toMatchObject(refused)
    const { cookie } = await server.api.join('lab')
    await expect(open('service=lab&line=lab', { headers: { cookie } })).rejects.toMatchObject(refused)
    await expect(open('line=lab', { headers: { cookie: 'dawr_session=made-up' } })).rejects.toMatchObject(refused)
  })

  test('notifies the staff of a change, but not the hall', async () => {
    const staff = await open('service=lab&line=lab', { headers: await server.api.signIn('reception') })
    const hall = await open('service=lab')
    await Promise.all([staff.begun(), hall.begun()])
    const { cursor } = await server.api.join('lab')
    const told = await staff.until('a line_update', (it) => it.type === 'line_update')
    expect(Object.keys(told.data).toSorted()).toEqual(['service', 'version'])
    await hall.until('the snapshot', (it) => it.id !== null && it.type === 'queue_update')
    expect(seqOf(told.id)).toBeLessThanOrEqual(seqOf(cursor))
    expect(hall.of('line_update')).toEqual([])
  })

  test('is closed within 5 s after sign-out, while the hall’s stream stays open', async () => {
    const headers = await server.api.signIn('manager')
    const [line, hall] = [await open('service=lab&line=lab', { headers }), await open('service=lab')]
    await Promise.all([line.begun(), hall.begun()])
    const out = await server.api.send('DELETE', '/session', { headers })
    expect(out.status).toBeLessThan(300)
    const began = Date.now()
    await line.ended(6_000)
    expect(Date.now() - began).toBeLessThan(5_000)
    expect(hall.hasEnded).toBe(false)
    await eventually(
      'every worker to know',
      () =>
        open('line=lab', { headers }).then(
          () => false,
          (error) => error.status === 401,
        ),
      4_000,
    )
    await expect(open('line=lab', { headers, since: line.cursor ?? '' })).rejects.toMatchObject({ status: 401 })
  })
})

describe('a ticket', () => {
  test('is sent to its holder and the staff only, without its secret link', async () => {
    const ticket = await server.api.join('ent')
    const other = await server.api.join('ent')
    const query = `ticket=${ticket.id}`
    const refused = { status: 404, code: 'ticket_not_found' }
    await expect(open(query)).rejects.toMatchObject(refused)
    await expect(open(query, { headers: { cookie: other.cookie } })).rejects.toMatchObject(refused)
    await expect(open(query, { headers: { 'x-visit-token': other.visitToken } })).rejects.toMatchObject(refused)
    await expect(open('ticket=00000000-0000-7000-8000-000000000000')).rejects.toMatchObject(refused)

    const staffHeaders = await server.api.signIn('reception')
    const ways = [{ cookie: ticket.cookie }, { 'x-visit-token': ticket.visitToken }, staffHeaders]
    const readers = await Promise.all(ways.map((headers) => open(query, { headers })))
    await Promise.all(readers.map((it) => it.begun()))
    const hall = await (await open('service=ent')).begun()
    const held = await server.api.send('POST', `/tickets/${ticket.id}/cancel`, {
      body: {},
      headers: { cookie: ticket.cookie },
    })
    expect(held.status).toBe(200)
    for (const reader of readers) {
      const told = await reader.until('the change', (it) => it.type === 'ticket_update')
      expect(told.data).toMatchObject({ id: ticket.id, state: 'cancelled', link: '' })
    }
    await hall.until('the change of the queue', (it) => it.id !== null && it.type === 'queue_update')
    expect(hall.of('ticket_update')).toEqual([])
  })

  test('is not replayed to somebody else', async () => {
    const ticket = await server.api.join('ent')
    const headers = { cookie: ticket.cookie }
    const start = await server.sql.head()
    await server.api.send('POST', `/tickets/${ticket.id}/cancel`, { body: {}, headers })
    const mine = await (await open(`ticket=${ticket.id}`, { headers, since: start })).begun()
    await mine.until('the change', (it) => it.type === 'ticket_update')
    await expect(open(`ticket=${ticket.id}`, { since: start })).rejects.toMatchObject({ status: 404 })
    const hall = await (await open('service=ent', { since: start })).begun()
    expect(hall.of('ticket_update')).toEqual([])
  })
})

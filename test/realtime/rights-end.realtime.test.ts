import { describe, expect, test } from 'vitest'
import { Office, type Person } from './people'
import { sharedServer } from './shared-server'
import type { StreamClient } from './stream-client'
import { eventually } from './wait'

const server = sharedServer()
const { open } = server
const office = new Office(server.api)
const line = 'service=audio&line=audio'

type Headers = Record<string, string>

/** Ways to lose the permission for an open line. */
const losses: Record<string, (person: Person) => Promise<unknown>> = {
  'is given a role without the permission': ({ id, version }) =>
    office.command(`/staff/${id}/roles`, { version, roles: [{ role: 'production', branch: 'main' }] }),
  'is deactivated': ({ id, version }) => office.command(`/staff/${id}/deactivate`, { version }),
  'has all sessions ended': ({ id }) => office.command(`/staff/${id}/end-sessions`),
  'gets a new first password': ({ id, version }) =>
    office.command(`/staff/${id}/reset-password`, { version, password: 'a first password that is long' }),
  'signs out elsewhere': async (person) => {
    const headers = await office.signIn(person)
    return server.api.send('POST', '/account/sessions/end-others', { headers })
  },
  'changes the password': ({ password, headers }) =>
    server.api.send('POST', '/account/password', { body: { password, next: `${password} new` }, headers }),
  'signs out': ({ headers }) => server.api.send('DELETE', '/session', { headers }),
}

/** Waits until a stream has ended, and returns how long after `began` that was. */
async function endOf(stream: StreamClient, began: number): Promise<number> {
  await stream.ended(8_000)
  return Date.now() - began
}

/** Every process refuses to open it again, even with the cursor where it ended. */
async function staysClosed(stream: StreamClient, headers: Headers): Promise<void> {
  const refused = (): Promise<number> =>
    open(line, { headers, since: stream.cursor ?? '' }).then(
      () => 200,
      ({ status }: { status: number }) => status,
    )
  for (let i = 0; i < 4; i++) expect([401, 403]).toContain(await refused())
}

describe('a staff line that is open when its reader', () => {
  test.each(Object.entries(losses))('A3 %s is closed within 5 s, and receives nothing more', async (_, lose) => {
    const person = await office.hire('clerk')
    const stream = await open(line, { headers: person.headers })
    const hall = await open('service=audio')
    await Promise.all([stream.begun(), hall.begun()])
    const began = Date.now()
    await lose(person)
    expect(await endOf(stream, began)).toBeLessThan(5_000)
    const heard = stream.heard.length
    const shown = hall.of('queue_update').length
    await server.api.join('audio')
    await eventually('the hall to hear of it', () => hall.of('queue_update').length > shown)
    expect(stream.heard.length).toBe(heard)
    expect(hall.hasEnded).toBe(false)
    await staysClosed(stream, person.headers)
  })
})

describe('a stream that is open', () => {
  test('A3 ends within 5 s when its token is revoked', async () => {
    const program = await office.program(['queue.read'])
    const stream = await (await open(line, { headers: program.headers })).begun()
    const began = Date.now()
    await office.command(`/api-tokens/${program.id}/revoke`)
    expect(await endOf(stream, began)).toBeLessThan(5_000)
    await staysClosed(stream, program.headers)
  })

  test('A3 ends within 5 s when its screen is revoked, which then has public access only', async () => {
    const screen = await office.device('display')
    const headers = { cookie: screen.cookie }
    const stream = await (await open('service=audio', { headers })).begun()
    const began = Date.now()
    await office.command(`/devices/${screen.id}/revoke`)
    expect(await endOf(stream, began)).toBeLessThan(5_000)
    await expect(open(line, { headers })).rejects.toMatchObject({ status: 401 })
    await expect(open('service=audio', { headers })).resolves.toBeDefined()
  })

  test('A3 ends within 5 s when somebody else takes over the tablet with a PIN', async () => {
    const tablet = await office.device('tablet')
    const [first, second] = [await office.hire('clerk'), await office.hire('reception')]
    const body = { password: second.password, pin: '482915' }
    expect((await server.api.send('POST', '/account/pin', { body, headers: second.headers })).status).toBe(200)
    await office.signIn(second, tablet.cookie)
    const headers = await office.signIn(first, tablet.cookie)
    const stream = await (await open(line, { headers })).begun()
    const began = Date.now()
    const pin = { account: second.id, pin: '482915' }
    const entered = await server.api.send('POST', '/session/pin', { body: pin, headers: { cookie: tablet.cookie } })
    expect(entered.status).toBe(200)
    expect(await endOf(stream, began)).toBeLessThan(5_000)
    await staysClosed(stream, headers)
  })
})

describe('a position', () => {
  test('A3 of another person’s stream returns only what the caller may see', async () => {
    const clerk = await office.hire('clerk')
    const ticket = await server.api.join('audio')
    const theirs = await open(`${line}&ticket=${ticket.id}`, { headers: clerk.headers })
    await theirs.begun()
    const start = theirs.cursor ?? ''
    const more = { body: {}, headers: { cookie: ticket.cookie } }
    await server.api.send('POST', `/tickets/${ticket.id}/cancel`, more)
    await theirs.until('the change', (it) => it.type === 'ticket_update')
    const stranger = await (await open('service=audio', { lastEventId: start })).begun()
    expect(new Set(stranger.events.map((it) => it.type))).toEqual(new Set(['queue_update']))
    const text = stranger.raw.join('')
    expect(text).not.toContain('line_update')
    expect(text).not.toContain(ticket.id)
  })

  test('A3 that is made up is refused or starts over', async () => {
    await expect(open('service=audio', { lastEventId: "x'; --" })).rejects.toMatchObject({ code: 'invalid_cursor' })
    const other = await open('service=audio', { lastEventId: 'AAAAAAAA.999999999' })
    await eventually('a new beginning', () => other.of('reset').length > 0)
  })
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contracts } from '@/app/rights/contracts'
import { Aviary, type Place, placesOf } from '@/test/canary/canary'
import { sendInvalidRequests } from '@/test/canary/invalid-requests'
import { Journey } from '@/test/canary/journey'
import { publicAnswers, tablesOf } from '@/test/canary/places'
import { Sender } from '@/test/canary/sender'
import { textAt, textFields } from '@/test/canary/text-fields'
import { startGateway } from '@/test/messaging/gateway'
import { ownServers } from './own-server'
import { closedAfterEach } from './shared-server'

const servers = ownServers()
const openAt = closedAfterEach()
const aviary = new Aviary()

let gateway: Awaited<ReturnType<typeof startGateway>>
beforeAll(async () => {
  gateway = await startGateway()
})
afterAll(() => gateway.stop())

describe('A18 canary words in every field', () => {
  test('appear in no log, metric, event, audit entry, public answer or dump, except where they are meant to be read', async () => {
    const database = await servers.database()
    const env = {
      DATABASE_URL: database,
      LOG_LEVEL: 'debug',
      MESSAGE_GATEWAY_URL: gateway.url,
      MESSAGE_GATEWAY_TOKEN: 'canary-of-the-gateway',
    }
    aviary.release('token of the gateway', env.MESSAGE_GATEWAY_TOKEN)
    const server = await servers.start(env, { keptCharacters: 50_000_000 })
    const sender = new Sender(server.url)
    const journey = new Journey(sender, aviary, gateway)
    const owner = server.accounts.find((it) => it.role === 'owner')
    if (!owner) throw new Error('no owner')

    const hall = await openAt(server.url, 'branch=main')
    const cookie = await journey.signInOwner(owner)
    await journey.staff()
    await journey.device('display')
    await journey.program()
    const visitor = await journey.visitor()
    const other = await openAt(server.url, 'service=eyes', { headers: { cookie: visitor } })
    const { holderName, notes, id } = await journey.person()

    // They did arrive, and their intended readers can read them.
    const headers = { cookie }
    const line = await sender.send('getLine', { params: { service: 'eyes' }, query: { branch: 'main' }, headers })
    expect(line.text).toContain(holderName)
    expect((await sender.send('getPerson', { params: { id }, headers })).text).toContain(notes)

    await sendInvalidRequests(sender, aviary, cookie)
    const before = await tablesOf(database)
    await journey.forget(id)

    const places: Place[] = [
      { name: 'log', text: server.said() },
      { name: 'stream of the hall', text: hall.raw.join('\n') },
      { name: 'stream of another visitor', text: other.raw.join('\n') },
      ...(await publicAnswers(server.url)),
      ...before,
      ...(await tablesOf(database)),
    ]
    expect(placesOf(owner.username, places)).toContain('table account')
    expect(hall.raw.length).toBeGreaterThan(3)
    expect(aviary.escaped(places)).toEqual([])

    const missing = contracts.flatMap(([name, contract]) =>
      textFields(contract).flatMap((path) => {
        const sent = (sender.bodies.get(name) ?? []).flatMap((body) => textAt(body, path))
        return sent.some((text) => aviary.isIn(text)) ? [] : [`${name}.${path}`]
      }),
    )
    expect(missing).toEqual([])
  }, 120_000)
})

import { afterAll, expect, test } from 'vitest'
import { Office } from './people'
import { sharedServer } from './shared-server'

const { api } = sharedServer()
const office = new Office(api)
const path = '/branches/main/flags/hall_chime'

afterAll(() => office.command(path, { on: true }))

/** The state of the flag in every process: each request uses a new connection, so that the workers take turns. */
async function toldEverywhere(): Promise<unknown[]> {
  const told: unknown[] = []
  for (let i = 0; i < 8; i++) {
    const { body } = await api.send('GET', '/branches/main', { headers: { connection: 'close' } })
    told.push((body['flags'] as Record<string, boolean>)['hall_chime'])
  }
  return told
}

test('the next request sees a switched flag, whichever process answers it', async () => {
  for (const on of [false, true, false, true, false]) {
    await office.command(path, { on })
    expect(await toldEverywhere()).toEqual(Array.from({ length: 8 }, () => on))
  }
})

import { describe, expect, test } from 'vitest'
import { Office, type Person } from './people'
import { all, seenEverywhere } from './seen-everywhere'
import { sharedServer } from './shared-server'

const server = sharedServer()
const office = new Office(server.api)

/** Ways to end a session. */
const ends: Record<string, (person: Person) => Promise<unknown>> = {
  'is deactivated': ({ id, version }) => office.command(`/staff/${id}/deactivate`, { version }),
  'has all sessions ended': ({ id }) => office.command(`/staff/${id}/end-sessions`),
  'loses the second factor': ({ id, version }) =>
    office.command(`/staff/${id}/reset-second-factor`, { version, reason: 'lost' }),
  'signs out': ({ headers }) => server.api.send('DELETE', '/session', { headers }),
}

describe('the next request, whichever process answers it', () => {
  test('has the roles that were just granted', async () => {
    const person = await office.hire('clerk')
    expect(await seenEverywhere(server.api, person)).toEqual(all(200, ['clerk']))
    for (const [round, role] of (['manager', 'cashier', 'clerk'] as const).entries()) {
      const body = { version: person.version + round, roles: [{ role, branch: 'main' }] }
      await office.command(`/staff/${person.id}/roles`, body)
      expect(await seenEverywhere(server.api, person)).toEqual(all(200, [role]))
    }
  })

  test.each(Object.entries(ends))('A13: is refused when somebody %s', async (_, end) => {
    const person = await office.hire('clerk')
    expect(await seenEverywhere(server.api, person)).toEqual(all(200, ['clerk']))
    await end(person)
    expect(await seenEverywhere(server.api, person)).toEqual(all(401))
  })
})

import { describe, expect, test } from 'vitest'
import { PageLine } from './page-line'

const options = { atOnce: 1, mostOfOne: 3, mostOfAll: 5 }

/** Lets everything that is ready run. */
const settled = (): Promise<void> => new Promise((done) => setImmediate(done))

/** A line, the clients in the order in which they got their turn, and a way to end the oldest turn. */
function lineOf(more: Partial<typeof options> = {}) {
  const line = new PageLine({ ...options, ...more })
  const served: string[] = []
  const ends: (() => void)[] = []
  const ask = async (client: string): Promise<void> => {
    ends.push(await line.enter(client))
    served.push(client)
  }
  const endOne = async (): Promise<void> => {
    ends.shift()?.()
    await settled()
  }
  return { ask, endOne, served }
}

describe('clients that wait for a page', () => {
  test('take turns: one with many requests delays another by one page', async () => {
    const { ask, endOne, served } = lineOf()
    for (const client of ['many', 'many', 'many', 'many', 'other']) void ask(client)
    for (let i = 0; i < 4; i++) {
      await settled()
      await endOne()
    }
    expect(served).toEqual(['many', 'many', 'other', 'many', 'many'])
  })
  test('are served at once when nobody is in line, as many as allowed', async () => {
    const { ask, endOne, served } = lineOf({ atOnce: 2 })
    for (const client of ['a', 'b', 'c']) void ask(client)
    await settled()
    expect(served).toEqual(['a', 'b'])
    await endOne()
    expect(served).toEqual(['a', 'b', 'c'])
  })
  test('are refused when too many wait, of one client and of all', async () => {
    const { ask } = lineOf()
    const full = { code: 'unavailable', details: { retryAfterSeconds: 2 } }
    for (const client of ['a', 'a', 'a', 'a']) void ask(client)
    await expect(ask('a')).rejects.toMatchObject(full)
    for (const client of ['b', 'c']) void ask(client)
    await expect(ask('d')).rejects.toMatchObject(full)
  })
  test('each free their place once', async () => {
    const { ask, endOne, served } = lineOf()
    for (let i = 0; i < 10; i++) {
      await ask(`client ${i}`)
      await endOne()
    }
    expect(served).toHaveLength(10)
  })
})

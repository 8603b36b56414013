import { setImmediate as settled } from 'node:timers/promises'
import { beforeEach, describe, expect, test } from 'vitest'
import { emptyGate, type Gate, type Line, withHashSlot } from './password-gate'

let gate: Gate
let begun: string[]
let ends: Map<string, { well: () => void; badly: (error: Error) => void }>

beforeEach(() => {
  gate = emptyGate()
  begun = []
  ends = new Map()
})

/** A caller whose work lasts until it is ended. */
function come(line: Line, name: string): Promise<void> {
  const work = () =>
    new Promise<void>((well, badly) => {
      begun.push(name)
      ends.set(name, { well, badly })
    })
  return withHashSlot(line, work, gate)
}

/** This many callers, one after another. */
async function comeAll(line: Line, count: number): Promise<void> {
  for (let i = 1; i <= count; i++) void come(line, `${line} ${i}`)
  await settled()
}

async function end(...names: string[]): Promise<void> {
  for (const name of names) {
    ends.get(name)?.well()
    await settled()
  }
}

describe('the gate that limits password hashing', () => {
  test('runs two at once, and the others in the order they arrived', async () => {
    await comeAll('known', 4)
    expect(begun).toEqual(['known 1', 'known 2'])
    await end('known 2')
    expect(begun).toEqual(['known 1', 'known 2', 'known 3'])
    await end('known 1', 'known 3', 'known 4')
    expect(begun.at(-1)).toBe('known 4')
    expect(gate).toEqual(emptyGate())
  })

  test('runs strangers when nobody else waits', async () => {
    await comeAll('strangers', 4)
    await comeAll('known', 1)
    await end('strangers 1')
    expect(begun).toEqual(['strangers 1', 'strangers 2', 'known 1'])
    await end('known 1', 'strangers 2')
    expect(begun.slice(3)).toEqual(['strangers 3', 'strangers 4'])
  })

  test('queues at most twenty strangers and refuses the next at once; known browsers always queue', async () => {
    await comeAll('strangers', 22)
    const refusal = { code: 'too_many_requests', details: { retryAfterSeconds: 2 } }
    await expect(come('strangers', 'one too many')).rejects.toMatchObject(refusal)
    await comeAll('known', 30)
    expect([gate.known.length, gate.strangers.length]).toEqual([30, 20])
    await end('strangers 1')
    expect(begun).toEqual(['strangers 1', 'strangers 2', 'known 1'])
  })

  test('continues after failed work and after a refusal', async () => {
    const first = come('strangers', 'first')
    await comeAll('strangers', 21)
    await expect(come('strangers', 'one too many')).rejects.toThrow()
    ends.get('first')?.badly(new Error('broken'))
    await expect(first).rejects.toThrow('broken')
    await settled()
    expect(begun).toEqual(['first', 'strangers 1', 'strangers 2'])
    for (let i = 1; i <= 21; i++) await end(`strangers ${i}`)
    expect(gate).toEqual(emptyGate())
  })

  test('a new caller cannot take a place that is just being handed to the next in line', async () => {
    const first = come('known', 'first')
    await comeAll('known', 2)
    const another = first.then(() => come('known', 'just came'))
    await end('first')
    expect(begun).toEqual(['first', 'known 1', 'known 2'])
    await end('known 1', 'known 2', 'just came')
    await another
    expect(gate).toEqual(emptyGate())
  })
})

import { describe, expect, test } from 'vitest'
import { StreamShares } from './stream-shares'

const most = 100

/** A process with `most` places. */
function process() {
  const shares = new StreamShares()
  const open = new Set<string>()
  let number = 0
  const ask = (network: string, isPreferred = false): string => {
    shares.admit({ network, isPreferred }, open.size, most)
    const name = `${network} ${number++}`
    open.add(name)
    const leave = isPreferred
      ? () => undefined
      : shares.take(network, () => {
          open.delete(name)
          leave()
        })
    return name
  }
  const askMany = (count: number, network: string): void => {
    for (let i = 0; i < count; i++) ask(network)
  }
  const countOf = (network: string): number => [...open].filter((name) => name.startsWith(`${network} `)).length
  return { ask, askMany, open, countOf }
}

const refused = { code: 'unavailable', details: { retryAfterSeconds: 2 } }
const failing = (work: () => unknown) => expect(work).toThrow(expect.objectContaining(refused))

describe('when streams become many', () => {
  test('one network alone gets nine of ten places', () => {
    const { ask, askMany } = process()
    askMany(90, 'crowd')
    expect(() => ask('crowd')).not.toThrow()
  })
  test('the last places are for networks below their share, staff and devices', () => {
    const { ask, askMany } = process()
    askMany(60, 'crowd')
    askMany(30, 'hall')
    failing(() => ask('crowd'))
    for (const [network, isPreferred] of [['hall'], ['phone'], ['crowd', true]] as const)
      expect(() => ask(network, isPreferred)).not.toThrow()
  })
})

describe('when all places are taken', () => {
  test('a new network gets a place from the largest, whose newest stream ends', () => {
    const { ask, askMany, open, countOf } = process()
    askMany(40, 'hall')
    const first = [...open].slice(0, 40)
    askMany(50, 'crowd')
    for (const name of ['a', 'b', 'c', 'd', 'e']) askMany(2, name)
    expect(open.size).toBe(most)
    const crowd = [...open].filter((name) => name.startsWith('crowd'))
    ask('phone')
    expect(open.size).toBe(most)
    expect(countOf('crowd')).toBe(49)
    expect(open.has(crowd.at(-1) ?? '')).toBe(false)
    expect(first.every((name) => open.has(name))).toBe(true)
  })
  test('three crowds keep no more than their shares while others ask', () => {
    const { ask, askMany, open, countOf } = process()
    for (const crowd of ['x', 'y', 'z']) askMany(30, crowd)
    for (let i = 0; i < 60; i++) ask(`phone-${i}`)
    for (const crowd of ['x', 'y', 'z']) {
      expect(countOf(crowd)).toBeLessThan(15)
      failing(() => ask(crowd))
    }
    expect(open.size).toBe(most)
  })
  test('a member of the staff gets a place even when every network has its share only', () => {
    const { ask, open } = process()
    for (let i = 0; i < most; i++) ask(`phone-${i}`)
    failing(() => ask('another'))
    ask('clinic', true)
    expect(open.size).toBe(most)
  })
  test('nobody is cut off for a member of the staff when there are only staff', () => {
    const { ask } = process()
    for (let i = 0; i < most; i++) ask('clinic', true)
    failing(() => ask('clinic', true))
  })
})

test('a closed stream frees its place', () => {
  const shares = new StreamShares()
  const leave = shares.take('crowd', () => undefined)
  leave()
  expect(() => shares.admit({ network: 'crowd', isPreferred: false }, 95, most)).not.toThrow()
})

import { expect, test } from 'vitest'
import { createPressOrder, type LeftOut } from './press-order'

/** A press order; the test answers its commands. */
function heldOrder() {
  const order = createPressOrder()
  const begun: string[] = []
  const left: [string, LeftOut][] = []
  const answers = new Map<string, (result: string) => void>()
  const press = (name: string, sight = 'nobody') =>
    order.press<string>({
      name,
      sight,
      act: (waited) => {
        begun.push(waited ? `${name} after it` : name)
        return new Promise((answer) => answers.set(name, answer))
      },
      leftOut: (why) => left.push([name, why]),
    })
  return { order, press, begun, left, answer: (name: string) => answers.get(name)?.('done') }
}

test('a press made before the answer is executed once the answer is shown', async () => {
  const { press, begun, left, answer } = heldOrder()
  const first = press('finish')
  const second = press('callNext')
  expect(begun).toEqual(['finish'])
  answer('finish')
  expect(await first).toBe('done')
  await expect.poll(() => begun).toEqual(['finish', 'callNext after it'])
  answer('callNext')
  expect(await second).toBe('done')
  expect(left).toEqual([])
})

test('a second press before the answer is shown is a repeated press', async () => {
  const { press, begun, left, answer } = heldOrder()
  const first = press('start', 'E001 called')
  expect(await press('start', 'E001 called')).toBeNull()
  expect(left).toEqual([['start', 'repeated']])
  answer('start')
  await first
  expect(begun).toEqual(['start'])
})

test('the same key acts again once its answer is shown', async () => {
  const { press, begun, left, answer } = heldOrder()
  const first = press('startFinish', 'E001 called')
  void press('startFinish', 'E001 in service')
  answer('startFinish')
  await first
  await expect.poll(() => begun).toEqual(['startFinish', 'startFinish after it'])
  expect(left).toEqual([])
})

test('one press waits; another one is refused with the reason', async () => {
  const { press, left } = heldOrder()
  void press('start')
  void press('hold')
  expect(await press('callNext')).toBeNull()
  expect(await press('hold')).toBeNull()
  expect(left).toEqual([
    ['callNext', 'one_waits'],
    ['hold', 'repeated'],
  ])
})

test('the waiting press is dropped after a refusal', async () => {
  const { order, press, begun, answer } = heldOrder()
  const first = press('hold')
  const second = press('callNext')
  expect(order.dropKept()).toBe(true)
  expect(order.dropKept()).toBe(false)
  expect(await second).toBeNull()
  answer('hold')
  await first
  expect(begun).toEqual(['hold'])
})

test('a command that throws does not block the next', async () => {
  const order = createPressOrder()
  const broken = order.press({ name: 'hold', sight: '', act: () => Promise.reject(new Error('no')), leftOut: () => {} })
  const next = order.press({ name: 'recall', sight: '', act: () => Promise.resolve('done'), leftOut: () => {} })
  await expect(broken).rejects.toThrow('no')
  expect(await next).toBe('done')
})

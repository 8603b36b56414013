import { describe, expect, test } from 'vitest'
import { AppError } from '@/lib/shared/errors'
import { commandOf } from '@/prisma/factories/line-factory'
import { makeVisitor } from '@/prisma/factories/people-factory'
import { Batcher } from './batcher'
import type { Command, Work } from './command'

/** A batcher of numbers that returns each number, and the batches that reached its work; `check` may throw. */
function batcherOf(check: (numbers: number[], tries: number) => void | Promise<void>) {
  const batches: number[][] = []
  const work = async (_: unknown, commands: readonly Command<number>[]): Promise<Work> => {
    const numbers = commands.map((it) => it.input)
    batches.push(numbers)
    await check(numbers, batches.length)
    const outcomes = numbers.map((answer) => ({ answer, status: 200 }))
    return { branchId: null, outcomes, events: [], audit: [] }
  }
  const batcher = new Batcher<number>(work)
  const actor = makeVisitor()
  const run = (numbers: number[]) =>
    Promise.allSettled(numbers.map(async (it) => (await batcher.run('lane', commandOf(actor, it))).answer as number))
  return { batches, run }
}

const answersOf = (settled: PromiseSettledResult<number>[]): (number | 'failed')[] =>
  settled.map((it) => (it.status === 'fulfilled' ? it.value : 'failed'))

describe('a batch', () => {
  test('is retried as a whole after a transient error, unnoticed by its callers', async () => {
    const { batches, run } = batcherOf((_, tries) => {
      if (tries === 1) throw new Error('a fault of the moment')
    })
    expect(answersOf(await run([1, 2, 3, 4]))).toEqual([1, 2, 3, 4])
    expect(batches).toEqual([
      [1, 2, 3, 4],
      [1, 2, 3, 4],
    ])
  })
  test('with one failing command fails only for that command', async () => {
    const { batches, run } = batcherOf((numbers) => {
      if (numbers.includes(3)) throw new Error('a bad command')
    })
    expect(answersOf(await run([1, 2, 3, 4, 5, 6, 7, 8]))).toEqual([1, 2, 'failed', 4, 5, 6, 7, 8])
    expect(batches).toHaveLength(2 + 2 * 3)
  })
  test('with one refused command is not retried as a whole', async () => {
    const { batches, run } = batcherOf((numbers) => {
      if (numbers.includes(1)) throw new AppError('unknown_service')
    })
    const settled = await run([1, 2])
    expect(answersOf(settled)).toEqual(['failed', 2])
    expect(settled[0]).toMatchObject({ reason: { code: 'unknown_service' } })
    expect(batches).toEqual([[1, 2], [1], [2]])
  })
  test('is refused at once while the database is unavailable, since its commit may have succeeded', async () => {
    const { batches, run } = batcherOf(() => {
      throw Object.assign(new Error('the connection was closed'), { code: 'P1017' })
    })
    expect(answersOf(await run([1, 2, 3]))).toEqual(['failed', 'failed', 'failed'])
    expect(batches).toEqual([[1, 2, 3]])
  })
  test('of one command that keeps failing is given up after the second try', async () => {
    const { batches, run } = batcherOf(() => {
      throw new Error('always')
    })
    expect(answersOf(await run([1]))).toEqual(['failed'])
    expect(batches).toEqual([[1], [1]])
  })
  test('that hangs is refused after 9 s, with those waiting behind it, and the lane continues', async () => {
    const { run } = batcherOf((numbers) => (numbers.includes(1) ? new Promise(() => undefined) : undefined))
    const begin = performance.now()
    const hangs = run([1, 2])
    const waits = run([3])
    for (const settled of [...(await hangs), ...(await waits)])
      expect(settled).toMatchObject({ reason: { code: 'unavailable', details: { retryAfterSeconds: 1 } } })
    expect(performance.now() - begin).toBeLessThan(10_000)
    expect(answersOf(await run([4]))).toEqual([4])
  })
})

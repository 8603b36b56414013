import { beforeEach, expect, test, vi } from 'vitest'
import { db } from '@/lib/server/db/client'
import { makeBranch } from '@/prisma/factories/branch-factory'
import { type BranchRecord, findBranch } from './branch-directory'

const subscriber = vi.hoisted(() => ({ status: 'ready', on: () => undefined, subscribe: () => Promise.resolve() }))
vi.mock('@/lib/server/redis', async (original) => ({
  ...(await original<object>()),
  redisSubscriber: () => subscriber,
}))

let branch: BranchRecord
beforeEach(async () => {
  subscriber.status = 'ready'
  branch = await makeBranch()
})

/** Commits a change as another process whose announcement is lost. */
const renameElsewhere = (name: string) => db().branch.update({ where: { id: branch.id }, data: { nameEn: name } })
const nameNow = async (): Promise<string> => (await findBranch(branch.slug)).name.en

test('while announcements are received, reads use the set-up in memory', async () => {
  await renameElsewhere('Renamed')
  expect(await nameNow()).toBe('Branch')
})

test('while Redis is away, a change of another process is known to the next read', async () => {
  subscriber.status = 'reconnecting'
  await renameElsewhere('Renamed')
  expect(await nameNow()).toBe('Renamed')
})

test('while Redis is away, many reads at once share their comparisons', async () => {
  subscriber.status = 'reconnecting'
  const compared = vi.spyOn(db().branch, 'findMany')
  await Promise.all(Array.from({ length: 50 }, nameNow))
  expect(compared.mock.calls.length).toBeLessThan(5)
  compared.mockRestore()
})

test('while Redis and the database are away, the known set-up stays in use', async () => {
  subscriber.status = 'reconnecting'
  const failing = vi.spyOn(db().branch, 'findMany').mockRejectedValue(new Error('away'))
  expect(await nameNow()).toBe('Branch')
  failing.mockRestore()
})

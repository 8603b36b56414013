import { afterEach, expect, test } from 'vitest'
import { db } from '@/lib/server/db/client'
import { dropSingleton } from '@/lib/server/singleton'
import { unreadable } from '@/lib/shared/unreadable'
import { makeBranch } from '@/prisma/factories/branch-factory'
import { askForTurn, takeTurn } from '@/prisma/factories/line-factory'
import { makeStaff, makeVisitor } from '@/prisma/factories/people-factory'
import { getLine } from './get-line'

/** The ring of keys of a process that was started with these. */
function useKeys(...keys: string[]): void {
  process.env.DATA_KEYS = keys.join(',')
  for (const name of ['config', 'key-ring']) dropSingleton(name)
}
const [first, second] = ['k1:Lw4Tn8Rj5Yc1Hd6Gf3Ps0AkB7vQ2mZx9', 'k2:Yv5Nb8Mc1Lp6Kj3Hg0FdSa9Zq4Rw7Xt2'] as const
afterEach(() => useKeys())

test('a name whose key was removed is unreadable, and the rest of the line is shown', async () => {
  const branch = await makeBranch()
  const clerk = await makeStaff(branch)
  useKeys(first)
  await takeTurn(branch, 'eyes', { holderName: 'أحمد' })
  useKeys(second)
  await takeTurn(branch, 'eyes', { holderName: 'ليلى' })
  await takeTurn(branch, 'eyes')
  const { tickets } = await getLine(clerk, { service: 'eyes', branch: branch.slug }, new Date())
  expect(tickets.map((it) => it.holderName)).toEqual([unreadable, 'ليلى', null])
})

test('a damaged name is unreadable, too', async () => {
  const branch = await makeBranch()
  const clerk = await makeStaff(branch)
  await takeTurn(branch, 'eyes', { holderName: 'أحمد' })
  await db().visit.updateMany({ where: { branchId: branch.id }, data: { holderNameSealed: 'v1.0.damaged' } })
  const { tickets } = await getLine(clerk, { service: 'eyes', branch: branch.slug }, new Date())
  expect(tickets.map((it) => it.holderName)).toEqual([unreadable])
})

test('a repeat whose stored answer cannot be decrypted is told only that the command was done', async () => {
  const branch = await makeBranch()
  const actor = makeVisitor()
  useKeys(first)
  const { status } = await askForTurn(branch, 'eyes', { actor, key: 'one-key-of-a-test-0001' })
  useKeys(second)
  expect(await askForTurn(branch, 'eyes', { actor, key: 'one-key-of-a-test-0001' })).toMatchObject({
    status,
    answer: null,
  })
})

import { expect, test, vi } from 'vitest'
import { forgetBranches } from '@/lib/features/branches/server/public'
import { makeBranch } from '@/prisma/factories/branch-factory'
import { act, callNext, takeTurn } from '@/prisma/factories/line-factory'
import { makeStaff } from '@/prisma/factories/people-factory'

// A transaction that waits for another connection would deadlock with itself here, and in a busy pool with others like
// it.
vi.hoisted(() => {
  process.env.DATABASE_POOL = '1'
})

test('a turn is taken, called and started on a pool of one connection, even when the set-up is not cached', async () => {
  const branch = await makeBranch()
  const clerk = await makeStaff(branch)
  forgetBranches()
  const taken = await takeTurn(branch, 'eyes')
  forgetBranches()
  const called = await callNext(clerk, branch, { service: 'eyes', room: 'room-1' })
  expect(called.id).toBe(taken.id)
  forgetBranches()
  expect(await act(clerk, 'start', called)).toMatchObject({ state: 'in_service' })
})

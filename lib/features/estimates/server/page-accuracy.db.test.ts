import { expect, test } from 'vitest'
import { db } from '@/lib/server/db/client'
import { makeBranch, serviceId } from '@/prisma/factories/branch-factory'
import { newLineLearned } from '../learned'
import { listAccuracy } from './page-accuracy'

const now = new Date('2026-11-22T09:00:00Z')

test('a clinic’s figures are those of its last seven days, and say whether visitors see the estimates', async () => {
  const branch = await makeBranch([{ slug: 'eyes' }, { slug: 'lab' }])
  const eyes = serviceId(branch, 'eyes')
  const day = (date: string, waits: number, error: number) => {
    const sums = { waits, error, absolute: Math.abs(error), late: 1, held: waits - 1 }
    return { serviceId: eyes, businessDate: new Date(date), ...sums }
  }
  await db().estimateError.createMany({
    data: [day('2026-11-22', 4, -12), day('2026-11-16', 6, 2), day('2026-11-15', 100, 900)],
  })
  const trust = { late: { mean: 0.4, count: 40 }, isHidden: true }
  await db().estimateLine.create({
    data: { serviceId: eyes, branchId: branch.id, learned: { ...newLineLearned(5), trust } },
  })
  const clinics = await listAccuracy(branch, now)
  expect(clinics).toMatchObject([
    {
      slug: 'eyes',
      isHidden: true,
      summary: { waits: 10, bias: -1, meanError: 1.4, latePercent: 20, heldPercent: 80 },
    },
    { slug: 'lab', isHidden: false, summary: null },
  ])
})

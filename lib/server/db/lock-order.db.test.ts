import { describe, expect, test } from 'vitest'
import { lockLines, lockVisitOf } from '@/lib/features/queue/server/queue-locks'
import { newId } from '@/lib/shared/ids'
import { makeBranch, serviceId } from '@/prisma/factories/branch-factory'
import { closeTransaction } from '../close-transaction'
import { db } from './client'
import { enterLocks, lockOrder } from './lock-order'

describe('locks', () => {
  test('taken in the declared order are accepted, even when some kinds are skipped', async () => {
    await db().$transaction(async (tx) => {
      expect(() => enterLocks(tx, ...lockOrder)).not.toThrow()
    })
    await db().$transaction(async (tx) => {
      expect(() => enterLocks(tx, 'visit', 'ticket')).not.toThrow()
    })
  })
  test.each(lockOrder.flatMap((early, i) => lockOrder.slice(i).map((late) => [early, late] as const)))(
    'of a %s after those of a %s are refused',
    async (early, late) => {
      await db().$transaction(async (tx) => {
        enterLocks(tx, late)
        expect(() => enterLocks(tx, early)).toThrow(`the lock of a ${early} was requested after that of a ${late}`)
      })
    },
  )
  test('of one transaction do not affect another', async () => {
    await db().$transaction(async (tx) => enterLocks(tx, 'closing'))
    await db().$transaction(async (tx) => expect(() => enterLocks(tx, 'visit')).not.toThrow())
  })
})

describe('a transaction that locks in another order is rolled back', () => {
  test('a visit after the day of a queue', async () => {
    const branch = await makeBranch()
    const queues = [serviceId(branch, 'eyes')]
    const wrong = db().$transaction(async (tx) => {
      await lockLines(tx, { queues, businessDate: '2026-11-22' })
      await lockVisitOf(tx, newId())
    })
    await expect(wrong).rejects.toThrow('the lock of a visit was requested after that of a queue day')
    expect(await db().queueDay.count({ where: { serviceId: { in: queues } } })).toBe(0)
  })
  test('the day of one queue after that of another', async () => {
    const branch = await makeBranch([{ slug: 'eyes' }, { slug: 'lab' }])
    const businessDate = '2026-11-22'
    const wrong = db().$transaction(async (tx) => {
      await lockLines(tx, { queues: [serviceId(branch, 'lab')], businessDate })
      await lockLines(tx, { queues: [serviceId(branch, 'eyes')], businessDate })
    })
    await expect(wrong).rejects.toThrow('the lock of a service point was requested after that of a queue day')
  })
  test('anything after the closing statement', async () => {
    const branch = await makeBranch()
    const change = {
      action: 'retention.forget_sessions' as const,
      subject: { type: 'branch', id: branch.id },
      actor: null,
      origin: null,
    }
    const wrong = db().$transaction(async (tx) => {
      await closeTransaction(tx, { branchId: branch.id, events: [], audit: [{ ...change, at: new Date() }] })
      await lockLines(tx, { queues: [serviceId(branch, 'eyes')], businessDate: '2026-11-22' })
    })
    await expect(wrong).rejects.toThrow('requested after that of a closing')
  })
})

import { expect, test } from 'vitest'
import { AppError } from '@/lib/shared/errors'
import { makeBranch } from '@/prisma/factories/branch-factory'
import { makeStaff, makeVisitor } from '@/prisma/factories/people-factory'
import { db } from '../db/client'
import { idOf } from '../identity/actor'
import { installationChain } from './entry'
import { recordDenial } from './record-denial'

const route = 'POST /api/v1/queues/{service}/call-next'
const network = '192.0.2.0/24'
const denied = (actorId: string) => db().auditEntry.findMany({ where: { chainId: installationChain, actorId } })

test('who is refused for want of a right leaves a trace: who, from where, and what was wanted', async () => {
  const clerk = await makeStaff(await makeBranch(), 'cashier')
  await recordDenial(clerk, new AppError('not_allowed'), route, network)
  expect(await denied(clerk.accountId)).toMatchObject([
    { action: 'access.denied', subjectType: 'route', subjectId: route, network, sessionId: clerk.sessionId },
  ])
})

test('who keeps trying cannot fill the chain: twenty a minute', async () => {
  const clerk = await makeStaff(await makeBranch(), 'cashier')
  for (let i = 0; i < 25; i++) await recordDenial(clerk, new AppError('not_allowed'), route, network)
  expect(await denied(clerk.accountId)).toHaveLength(20)
})

test('visitors, strangers and other refusals leave none', async () => {
  const [clerk, visitor] = [await makeStaff(await makeBranch()), makeVisitor()]
  await recordDenial(clerk, new AppError('queue_empty'), route, network)
  await recordDenial(clerk, new Error('not_allowed'), route, network)
  await recordDenial(visitor, new AppError('not_allowed'), route, network)
  await recordDenial(undefined, new AppError('not_allowed'), route, network)
  expect([...(await denied(clerk.accountId)), ...(await denied(idOf(visitor)))]).toEqual([])
})

import { expect, test } from 'vitest'
import { AppError } from '@/lib/shared/errors'
import { makeBranch } from '@/prisma/factories/branch-factory'
import { makeStaff, makeVisitor } from '@/prisma/factories/people-factory'
import { db } from '../db/client'
import { idOf } from '../identity/actor'
import { auditDenial } from './audit-denial'
import { installationChain } from './entry'

const route = 'POST /api/v1/queues/{service}/call-next'
const network = '192.0.2.0/24'
const denied = (actorId: string) => db().auditEntry.findMany({ where: { chainId: installationChain, actorId } })

test('a request refused for a missing permission is audited: who, from where, and which permission', async () => {
  const clerk = await makeStaff(await makeBranch(), 'cashier')
  await auditDenial(clerk, new AppError('not_allowed'), route, network)
  expect(await denied(clerk.accountId)).toMatchObject([
    { action: 'access.denied', subjectType: 'route', subjectId: route, network, sessionId: clerk.sessionId },
  ])
})

test('repeated refusals cannot fill the chain: twenty a minute are recorded', async () => {
  const clerk = await makeStaff(await makeBranch(), 'cashier')
  for (let i = 0; i < 25; i++) await auditDenial(clerk, new AppError('not_allowed'), route, network)
  expect(await denied(clerk.accountId)).toHaveLength(20)
})

test('refused visitors and anonymous requests, and other refusals, are not audited', async () => {
  const [clerk, visitor] = [await makeStaff(await makeBranch()), makeVisitor()]
  await auditDenial(clerk, new AppError('queue_empty'), route, network)
  await auditDenial(clerk, new Error('not_allowed'), route, network)
  await auditDenial(visitor, new AppError('not_allowed'), route, network)
  await auditDenial(undefined, new AppError('not_allowed'), route, network)
  expect([...(await denied(clerk.accountId)), ...(await denied(idOf(visitor)))]).toEqual([])
})

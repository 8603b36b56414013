import { expect, test } from 'vitest'
import { makeBranch } from '@/prisma/factories/branch-factory'
import { takeTurn } from '@/prisma/factories/line-factory'
import { makeVisitor } from '@/prisma/factories/people-factory'
import { queueSources } from './topic-sources'

test('a ticket id in upper case subscribes to the topic of its events', async () => {
  const branch = await makeBranch()
  const actor = makeVisitor()
  const { id } = await takeTurn(branch, 'eyes', { actor })
  const tickets = queueSources.find((it) => it.kind.name === 'ticket')
  const topics = await tickets?.find({ actor, branchId: branch.id, names: [id.toUpperCase()], now: new Date() })
  expect(topics).toEqual([`ticket:${id}`])
})

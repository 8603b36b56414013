import { expect, test } from 'vitest'
import { makeBranch } from '@/prisma/factories/branch-factory'
import { act, callNext, takeTurn } from '@/prisma/factories/line-factory'
import { makeStaff } from '@/prisma/factories/people-factory'
import { getQueueStatus } from './get-queue-status'

const begin = Date.UTC(2026, 10, 22, 6)
const at = (seconds: number) => ({ now: new Date(begin + seconds * 1_000) })

test('somebody served at one clinic and sent to another counts in each for what happened there', async () => {
  const branch = await makeBranch([{ slug: 'ent' }, { slug: 'audio' }])
  const clerk = await makeStaff(branch)
  const ticket = await takeTurn(branch, 'ent', at(0))
  await callNext(clerk, branch, { service: 'ent', room: 'room-1', ...at(60) })
  await act(clerk, 'start', ticket, {}, at(70))
  await act(clerk, 'transfer', ticket, { service: 'audio' }, at(100))
  await callNext(clerk, branch, { service: 'audio', room: 'room-2', ...at(106) })
  const figures = async (service: string) => {
    const { snapshot } = await getQueueStatus({ service, branch: branch.slug }, at(110).now)
    return { served: snapshot.counts.served, averageWaitMinutes: snapshot.averageWaitMinutes }
  }
  expect(await figures('ent')).toEqual({ served: 1, averageWaitMinutes: 1 })
  expect(await figures('audio')).toEqual({ served: 0, averageWaitMinutes: 0.1 })
  await act(clerk, 'undo', ticket, {}, at(112))
  expect(await figures('audio')).toEqual({ served: 0, averageWaitMinutes: null })
  await act(clerk, 'undo', ticket, {}, at(114))
  expect(await figures('ent')).toEqual({ served: 0, averageWaitMinutes: 1 })
})

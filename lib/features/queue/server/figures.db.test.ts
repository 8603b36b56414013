import { expect, test } from 'vitest'
import { db } from '@/lib/server/db/client'
import { makeBranch, serviceId } from '@/prisma/factories/branch-factory'
import { act, callNext, takeTurn } from '@/prisma/factories/line-factory'
import { makeStaff } from '@/prisma/factories/people-factory'
import { readQueueDay } from './queue-day'

const begin = Date.UTC(2026, 10, 22, 6)
const at = (seconds: number) => ({ now: new Date(begin + seconds * 1_000) })

test('a visitor served at one clinic and sent to another counts in each for what happened there', async () => {
  const branch = await makeBranch([{ slug: 'ent' }, { slug: 'audio' }])
  const clerk = await makeStaff(branch)
  const ticket = await takeTurn(branch, 'ent', at(0))
  await callNext(clerk, branch, { service: 'ent', room: 'room-1', ...at(60) })
  await act(clerk, 'start', ticket, {}, at(70))
  await act(clerk, 'transfer', ticket, { service: 'audio' }, at(100))
  await callNext(clerk, branch, { service: 'audio', room: 'room-2', ...at(106) })
  const figures = async (slug: string) => {
    const { served, waited, waitSeconds } = await readQueueDay(db(), serviceId(branch, slug), '2026-11-22')
    return { served, waited, waitSeconds }
  }
  expect(await figures('ent')).toEqual({ served: 1, waited: 1, waitSeconds: 60 })
  expect(await figures('audio')).toEqual({ served: 0, waited: 1, waitSeconds: 6 })
  await act(clerk, 'undo', ticket, {}, at(112))
  expect(await figures('audio')).toEqual({ served: 0, waited: 0, waitSeconds: 0 })
  await act(clerk, 'undo', ticket, {}, at(114))
  expect(await figures('ent')).toEqual({ served: 0, waited: 1, waitSeconds: 60 })
})

import { beforeEach, describe, expect, test } from 'vitest'
import type { BranchRecord } from '@/lib/features/branches/server/public'
import type { Staff } from '@/lib/server/identity/actor'
import { makeBranch } from '@/prisma/factories/branch-factory'
import { act, callNext, takeTurn } from '@/prisma/factories/line-factory'
import { makeStaff } from '@/prisma/factories/people-factory'
import { listRecent } from './list-recent'

const minute = 60_000
const start = new Date()
const at = (minutes: number) => ({ now: new Date(start.getTime() + minutes * minute) })
const here = { service: 'eyes', room: 'room-1' }

let branch: BranchRecord
let clerk: Staff
beforeEach(async () => {
  branch = await makeBranch([{ slug: 'eyes', rooms: 2 }, { slug: 'lab' }])
  clerk = await makeStaff(branch)
})

/** Who left the room within the hour before this minute, with the state. */
async function recentAt(minutes: number, servicePoint = 'room-1'): Promise<string[]> {
  const { tickets } = await listRecent(clerk, { servicePoint, branch: branch.slug }, at(minutes).now)
  return tickets.map(({ code, state, service }) => `${code} ${state} ${service.slug}`)
}

describe('S1: the visitors of the last hour at a room', () => {
  test('are those who left it, newest first, with what became of them; not who is there now', async () => {
    const [done, missed, moved] = [
      await takeTurn(branch, 'eyes', { ...at(0), holderName: 'سارة', actor: clerk }),
      await takeTurn(branch, 'eyes', at(0)),
      await takeTurn(branch, 'eyes', at(0)),
    ]
    await takeTurn(branch, 'eyes', at(0))
    await callNext(clerk, branch, { ...here, ...at(1) })
    await act(clerk, 'start', done, {}, at(2))
    await callNext(clerk, branch, { ...here, ...at(5) })
    await act(clerk, 'noAnswer', missed, {}, at(6))
    await callNext(clerk, branch, { ...here, ...at(7) })
    await act(clerk, 'transfer', moved, { service: 'lab' }, at(8))
    await callNext(clerk, branch, { ...here, ...at(9) })
    expect(await recentAt(10)).toEqual([
      `${moved.code} waiting lab`,
      `${missed.code} missed eyes`,
      `${done.code} completed eyes`,
    ])
    const { tickets } = await listRecent(clerk, { servicePoint: 'room-1', branch: branch.slug }, at(10).now)
    expect(tickets[2]).toMatchObject({
      holderName: 'سارة',
      startedAt: at(2).now.toISOString(),
      endedAt: at(5).now.toISOString(),
      changedAt: at(5).now.toISOString(),
    })
  })
  test('stay for an hour after they left, however long they were there', async () => {
    const ticket = await takeTurn(branch, 'eyes', at(0))
    await callNext(clerk, branch, { ...here, ...at(0) })
    await act(clerk, 'start', ticket, {}, at(1))
    await act(clerk, 'finish', ticket, {}, at(90))
    expect(await recentAt(149)).toEqual([`${ticket.code} completed eyes`])
    expect(await recentAt(151)).toEqual([])
  })
  test('are not those of another room, nor those whose call was undone', async () => {
    const ticket = await takeTurn(branch, 'eyes', at(0))
    await callNext(clerk, branch, { ...here, ...at(1) })
    await act(clerk, 'undo', ticket, {}, at(2))
    expect(await recentAt(3)).toEqual([])
    await callNext(clerk, branch, { ...here, room: 'room-2', ...at(4) })
    await act(clerk, 'noAnswer', ticket, {}, at(5))
    expect(await recentAt(6)).toEqual([])
    expect(await recentAt(6, 'room-2')).toEqual([`${ticket.code} missed eyes`])
  })
  test('are read of a room that exists', async () => {
    await expect(recentAt(0, 'room-9')).rejects.toMatchObject({ code: 'unknown_service_point' })
  })
})

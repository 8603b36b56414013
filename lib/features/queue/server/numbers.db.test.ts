import { beforeEach, describe, expect, test } from 'vitest'
import { type BranchRecord, findBranch } from '@/lib/features/branches/server/branch-directory'
import { updateBranch } from '@/lib/features/branches/server/set-up/update-branch'
import { updateService } from '@/lib/features/branches/server/set-up/update-service'
import type { Staff } from '@/lib/server/identity/actor'
import { dayClinic, makeBranch } from '@/prisma/factories/branch-factory'
import { commandOf, takeTurn } from '@/prisma/factories/line-factory'
import { makeStaff } from '@/prisma/factories/people-factory'
import type { TicketDto } from '../contract'
import { listServices } from './get-branch'

const onDay = (day: number): Date => new Date(Date.UTC(2026, 10, day, 9))

let branch: BranchRecord
let admin: Staff
beforeEach(async () => {
  branch = await makeBranch([
    { slug: 'eyes', hours: dayClinic },
    { slug: 'lab', hours: dayClinic },
  ])
  admin = await makeStaff(branch, 'administrator')
})

/** The range of the numbers of a clinic, and whether the branch's begin anew each day. */
async function set(range: { numberFrom?: number; numberTo?: number | null }, numbersRestart = true): Promise<void> {
  const params = { branch: branch.slug, service: 'eyes' }
  await updateBranch(commandOf(admin, { params, body: { numbersRestart } }, { now: onDay(22) }))
  await updateService(commandOf(admin, { params, body: { branch: branch.slug, ...range } }, { now: onDay(22) }))
}
const join = async (day: number, service = 'eyes'): Promise<TicketDto> =>
  takeTurn(await findBranch(branch.slug), service, { now: onDay(day) })
async function codes(day: number, many: number): Promise<string[]> {
  const taken: string[] = []
  for (let i = 0; i < many; i++) taken.push((await join(day)).code)
  return taken
}

describe('the numbers of a clinic', () => {
  test('begin at the lowest of its range each day, and other clinics keep theirs', async () => {
    await set({ numberFrom: 500 })
    expect(await codes(22, 2)).toEqual(['A500', 'A501'])
    expect(await codes(23, 1)).toEqual(['A500'])
    expect(await join(23, 'lab')).toMatchObject({ code: 'B001', number: 1 })
    expect(await join(23)).toMatchObject({ code: 'A501', number: 501 })
  })
  test('are used up at the end of the range: nobody gets a code twice on a day', async () => {
    await set({ numberFrom: 8, numberTo: 9 })
    expect(await codes(22, 2)).toEqual(['A008', 'A009'])
    await expect(join(22)).rejects.toMatchObject({ code: 'service_full', details: { dailyCap: 2 } })
    const [eyes] = await listServices(await findBranch(branch.slug), onDay(22))
    expect(eyes).toMatchObject({ availability: 'full', dailyCap: 2 })
    expect(await codes(23, 1)).toEqual(['A008'])
  })
  test('are those of the range with which the day began, until the next day', async () => {
    expect(await codes(22, 1)).toEqual(['A001'])
    await set({ numberFrom: 300, numberTo: 399 })
    expect(await codes(22, 1)).toEqual(['A002'])
    expect(await codes(23, 1)).toEqual(['A300'])
  })
})

describe('in a branch whose numbers go on', () => {
  test('the first of a day follows the last of the day before, and days without visitors change nothing', async () => {
    await set({}, false)
    expect(await codes(22, 2)).toEqual(['A001', 'A002'])
    expect(await codes(23, 2)).toEqual(['A003', 'A004'])
    expect(await codes(26, 1)).toEqual(['A005'])
  })
  test('they go round in the range across days', async () => {
    await set({ numberFrom: 1, numberTo: 5 }, false)
    expect(await codes(22, 4)).toEqual(['A001', 'A002', 'A003', 'A004'])
    expect(await codes(23, 3)).toEqual(['A005', 'A001', 'A002'])
    expect(await codes(24, 2)).toEqual(['A003', 'A004'])
  })
  test('a new range begins at its lowest when the next number is not in it', async () => {
    await set({}, false)
    expect(await codes(22, 3)).toEqual(['A001', 'A002', 'A003'])
    await set({ numberFrom: 100, numberTo: 199 }, false)
    expect(await codes(23, 1)).toEqual(['A100'])
  })
})

test('a range that ends before it begins is refused, also when only one end is named', async () => {
  const wrong = { code: 'invalid_input', fields: [{ path: 'numberTo', reason: 'ends_before_it_begins' }] }
  await expect(set({ numberFrom: 10, numberTo: 9 })).rejects.toMatchObject(wrong)
  await set({ numberTo: 9 })
  await expect(set({ numberFrom: 10 })).rejects.toMatchObject(wrong)
})

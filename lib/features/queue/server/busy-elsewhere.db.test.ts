import { beforeEach, describe, expect, test } from 'vitest'
import type { BranchRecord } from '@/lib/features/branches/server/public'
import { db } from '@/lib/server/db/client'
import type { Staff, Visitor } from '@/lib/server/identity/actor'
import type { AppError } from '@/lib/shared/errors'
import { makeBranch, serviceId, shareRoom } from '@/prisma/factories/branch-factory'
import { act, callNext, takeTurn } from '@/prisma/factories/line-factory'
import { makeStaff, makeVisitor } from '@/prisma/factories/people-factory'
import type { CalledTicketDto } from '../command-contract'
import type { TicketDto } from '../contract'
import { getLine } from './get-line'

const refusal = (code: string, details: object = {}): unknown =>
  expect.objectContaining({ code, details: expect.objectContaining(details) })
const bones = { service: 'bones', room: 'room-1' }
const dental = { service: 'dental', room: 'room-2' }

let branch: BranchRecord
let clerk: Staff
let nora: Visitor
let inBones: TicketDto
let inDental: TicketDto
beforeEach(async () => {
  branch = await makeBranch([{ slug: 'bones' }, { slug: 'dental', rooms: 2 }])
  clerk = await makeStaff(branch)
  nora = makeVisitor()
  inBones = await takeTurn(branch, 'bones', { actor: nora })
  inDental = await takeTurn(branch, 'dental', { actor: nora })
})

const dentalLine = async () => (await getLine(clerk, { service: 'dental', branch: branch.slug }, new Date())).tickets

describe('somebody called or served at one clinic', () => {
  test.each(['called', 'in_service'])(
    'and %s there is skipped by another clinic, and keeps their place',
    async (state) => {
      const other = await takeTurn(branch, 'dental')
      await callNext(clerk, branch, bones)
      if (state === 'in_service') await act(clerk, 'start', inBones)
      const called = (await callNext(clerk, branch, dental)) as CalledTicketDto
      expect(called).toMatchObject({ id: other.id, passedOver: 1 })
      expect((await dentalLine()).find((it) => it.id === inDental.id)).toMatchObject({
        ...{ state: 'waiting', place: 1 },
        busyAt: { service: 'bones', servicePoint: 'room-1' },
      })
      await act(clerk, state === 'called' ? 'noAnswer' : 'finish', inBones)
      const next = (await callNext(clerk, branch, { service: 'dental', room: 'room-3' })) as CalledTicketDto
      expect(next).toMatchObject({ id: inDental.id, passedOver: 0 })
    },
  )
  test('leaves nobody to call when only they are in line, and the clerk is told how many', async () => {
    await callNext(clerk, branch, bones)
    await expect(callNext(clerk, branch, dental)).rejects.toEqual(
      refusal('all_busy_elsewhere', { service: 'dental', passedOver: 1 }),
    )
    expect(await db().ticket.findUnique({ where: { id: inDental.id } })).toMatchObject({ state: 'waiting', version: 1 })
  })
  test('is not called back to another clinic after a missed call', async () => {
    await callNext(clerk, branch, dental)
    await act(clerk, 'noAnswer', inDental)
    await callNext(clerk, branch, bones)
    const where = { code: inBones.code, state: 'called', service: 'bones', servicePoint: 'room-1' }
    await expect(act(clerk, 'recall', inDental)).rejects.toEqual(refusal('busy_elsewhere', where))
    await act(clerk, 'start', inBones)
    await expect(act(clerk, 'recall', inDental)).rejects.toEqual(refusal('busy_elsewhere', { state: 'in_service' }))
    await act(clerk, 'finish', inBones)
    expect(await act(clerk, 'recall', inDental)).toMatchObject({ state: 'called' })
  })
  test('is not put back into service at another clinic by undoing its end', async () => {
    await callNext(clerk, branch, dental)
    await act(clerk, 'start', inDental)
    await act(clerk, 'finish', inDental)
    await callNext(clerk, branch, bones)
    await expect(act(clerk, 'undo', inDental)).rejects.toEqual(refusal('busy_elsewhere', { service: 'bones' }))
  })
  test('may be put back into a line or moved to it, and is skipped there', async () => {
    await act(clerk, 'hold', inDental)
    await callNext(clerk, branch, bones)
    await act(clerk, 'resume', inDental)
    await expect(callNext(clerk, branch, dental)).rejects.toEqual(refusal('all_busy_elsewhere'))
    await act(clerk, 'start', inBones)
    await act(clerk, 'cancel', inDental)
    await act(clerk, 'transfer', inBones, { service: 'dental' })
    expect(await callNext(clerk, branch, dental)).toMatchObject({ id: inBones.id })
  })
  test('is called by the room where they are, for another clinic of that room', async () => {
    branch = await shareRoom(branch, 'room-1', 'dental')
    await callNext(clerk, branch, bones)
    await act(clerk, 'start', inBones)
    const called = await callNext(clerk, branch, { service: 'dental', room: 'room-1' })
    expect(called).toMatchObject({ id: inDental.id, state: 'called', passedOver: 0 })
    expect(await db().ticket.findUnique({ where: { id: inBones.id } })).toMatchObject({ state: 'completed' })
  })
  test('is reported to the staff of the other line when it begins and when it ends', async () => {
    const topic = `line:${serviceId(branch, 'dental')}`
    const told = () => db().eventLog.count({ where: { branchId: branch.id, topic, type: 'line_people' } })
    await callNext(clerk, branch, bones)
    expect(await told()).toBe(1)
    await act(clerk, 'start', inBones)
    expect(await told()).toBe(1)
    await takeTurn(branch, 'bones')
    await callNext(clerk, branch, bones)
    expect(await told()).toBe(2)
  })
})

describe('many clerks of several clinics with the same people in line', () => {
  const slugs = ['bones', 'dental', 'eyes']
  const rooms = 12

  test('call at once: nobody is called twice, and everybody who can be called is called', async () => {
    const wide = await makeBranch(slugs.map((slug) => ({ slug, rooms })))
    const staff = await makeStaff(wide)
    const people = Array.from({ length: 30 }, () => makeVisitor())
    for (const actor of people) await Promise.all(slugs.map((service) => takeTurn(wide, service, { actor })))
    const calls = slugs.flatMap((service, at) =>
      Array.from({ length: rooms }, (_, i) =>
        callNext(staff, wide, { service, room: `room-${at * rooms + i + 1}` }).then(
          () => 'called',
          (error: AppError) => error.code,
        ),
      ),
    )
    const outcomes = await Promise.all(calls)
    const atHand = await db().ticket.groupBy({
      by: ['visitId'],
      where: { branchId: wide.id, state: { in: ['called', 'in_service'] } },
      _count: true,
    })
    expect(atHand.filter((it) => it._count > 1)).toEqual([])
    expect(atHand.length).toBe(outcomes.filter((it) => it === 'called').length)
    expect(atHand.length).toBe(people.length)
    expect(outcomes.filter((it) => it !== 'called')).toEqual(Array(6).fill('all_busy_elsewhere'))
  })
  test('call and recall one person: one of them gets the person', async () => {
    await callNext(clerk, branch, dental)
    await act(clerk, 'noAnswer', inDental)
    const outcomes = await Promise.allSettled([
      callNext(clerk, branch, bones),
      act(clerk, 'recall', inDental),
      act(clerk, 'recall', inDental, { servicePoint: 'room-3' }),
    ])
    const state = { in: ['called', 'in_service'] }
    expect(await db().ticket.count({ where: { branchId: branch.id, state } })).toBe(1)
    const own = ['busy_elsewhere', 'all_busy_elsewhere']
    expect(outcomes.flatMap((it) => (it.status === 'rejected' ? [(it.reason as AppError).code] : []))).toSatisfy(
      (codes: string[]) => codes.every((code) => own.includes(code)),
    )
  })
})

import { beforeEach, describe, expect, test } from 'vitest'
import { getQueueStatus } from '@/lib/features/queue/server/get-queue-status'
import type { Command, Reply } from '@/lib/server/command'
import { db } from '@/lib/server/db/client'
import type { Staff } from '@/lib/server/identity/actor'
import { makeBranch } from '@/prisma/factories/branch-factory'
import { act, callNext, commandOf, takeTurn } from '@/prisma/factories/line-factory'
import { makeStaff } from '@/prisma/factories/people-factory'
import type { BranchSetUp } from '../../branch-set-up-contract'
import type { PointSetUp } from '../../point-set-up-contract'
import type { ServiceSetUp } from '../../service-set-up-contract'
import { type BranchRecord, findBranch, forgetBranches } from '../branch-directory'
import { addBranch } from './add-branch'
import { addPoint } from './add-point'
import { addService } from './add-service'
import { getSetUp } from './get-set-up'
import { listBranches } from './list-set-up'
import { setPointStatus, setServiceStatus } from './open-or-close'
import { updateBranch } from './update-branch'
import { updatePoint } from './update-point'
import { updateService } from './update-service'

const noon = new Date('2026-11-22T09:00:00Z')
const everyDay = [0, 1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, opensMinute: 480, closesMinute: 960 }))
const closedThatDay = { name: { ar: 'عيد', en: 'Holiday' }, from: '2026-11-22', to: '2026-11-23', openings: [] }

let branch: BranchRecord
let admin: Staff
beforeEach(async () => {
  branch = await makeBranch([{ slug: 'eyes' }, { slug: 'lab' }])
  admin = await makeStaff(branch, 'administrator')
})

type Execute<Input> = (command: Command<Input>) => Promise<Reply>

/** Sends a command to a use case, as the administrator of the branch. */
async function send<Input, Answer>(command: Execute<Input>, input: Input, more = {}): Promise<Answer> {
  return (await command(commandOf(admin, input, { now: noon, ...more }))).answer as Answer
}

const named = { name: { ar: 'الأشعة', en: 'X-ray' }, icon: 'xray', typicalMinutes: 7 }
const ours = () => ({ branch: branch.slug })
const add = (slug: string, prefix: string, more = {}) =>
  send<Parameters<typeof addService>[0]['input'], ServiceSetUp>(addService, {
    params: {},
    body: { ...ours(), ...named, slug, prefix, ...more },
  })
const change = (service: string, body: object) =>
  send<Parameters<typeof updateService>[0]['input'], ServiceSetUp>(updateService, {
    params: { service },
    body: { ...ours(), ...body },
  })
const changeBranch = (body: object, now = noon) =>
  send<Parameters<typeof updateBranch>[0]['input'], BranchSetUp>(
    updateBranch,
    { params: { branch: branch.slug }, body },
    { now },
  )
const switchService = (status: 'open' | 'closed') =>
  send((it: Parameters<typeof setServiceStatus>[0]) => setServiceStatus(it, status), {
    params: { service: 'eyes' },
    body: ours(),
  })
const switchPoint = (status: 'open' | 'closed') =>
  send((it: Parameters<typeof setPointStatus>[0]) => setPointStatus(it, status), {
    params: { servicePoint: 'room-1' },
    body: ours(),
  })
const join = async (service = 'eyes') => takeTurn(await findBranch(branch.slug), service, { now: noon })
const audited = async () =>
  (await db().auditEntry.findMany({ where: { chainId: branch.id }, orderBy: { seq: 'asc' } })).filter((it) =>
    /^(branch|service|service_point)\./.test(it.action),
  )

describe('a new branch', () => {
  let owner: Staff
  const wanted = { name: { ar: 'المعرض', en: 'Showroom' }, timeZone: 'Asia/Riyadh' }
  const create = async (body: Parameters<typeof addBranch>[0]['input']['body']) =>
    (await addBranch(commandOf(owner, { params: {}, body }))).answer as BranchSetUp
  beforeEach(async () => {
    owner = await makeStaff(null, 'owner')
  })

  test('has the services and counters of its template, and is used from the next request', async () => {
    const slug = `showroom-${branch.slug}`
    expect(await create({ slug, ...wanted, template: 'showroom' })).toMatchObject({ slug, timeZone: 'Asia/Riyadh' })
    const made = await findBranch(slug)
    expect(made.services.map((it) => it.slug)).toEqual(['sales', 'payment', 'collection', 'after-sales'])
    expect(made.servicePoints.map((it) => it.kind)).toEqual(Array.from({ length: 8 }, () => 'counter'))
    expect((await takeTurn(made, 'sales')).code).toBe('S001')
    expect((await listBranches()).branches.at(-1)).toEqual({ slug, ...wanted, digits: 'arab' })
  })
  test('without a template is empty', async () => {
    const slug = `empty-${branch.slug}`
    await create({ slug, ...wanted })
    expect(await findBranch(slug)).toMatchObject({ services: [], servicePoints: [] })
  })
  test('is refused under a name that another has, and in a zone that does not exist', async () => {
    const { length } = (await listBranches()).branches
    await expect(create({ slug: branch.slug, ...wanted })).rejects.toMatchObject({ code: 'slug_taken' })
    const nowhere = create({ slug: 'nowhere', ...wanted, timeZone: 'Asia/Nowhere' })
    await expect(nowhere).rejects.toMatchObject({
      code: 'invalid_input',
      fields: [{ path: 'timeZone', reason: 'unknown_time_zone' }],
    })
    expect((await listBranches()).branches).toHaveLength(length)
  })
  test('is made only by those who manage all branches', async () => {
    owner = admin
    await expect(create({ slug: 'mine', ...wanted })).rejects.toMatchObject({ code: 'not_allowed' })
  })
  test('never becomes the one that is meant where none is named: that is the oldest', async () => {
    const first = (await findBranch(undefined)).slug
    const slug = `0-${branch.slug}`
    await create({ slug, ...wanted })
    expect((await findBranch(undefined)).slug).toBe(first)
    const { createdAt } = await db().branch.findFirstOrThrow({ orderBy: { createdAt: 'asc' } })
    await db().branch.update({ where: { slug }, data: { createdAt: new Date(createdAt.getTime() - 1) } })
    forgetBranches()
    expect((await findBranch(undefined)).slug).toBe(slug)
  })
})

describe('the hours of a branch', () => {
  test('hold for its services from the next request', async () => {
    await changeBranch({ hours: { weekly: everyDay, exceptions: [] } })
    expect((await join()).code).toBe('A001')
    await changeBranch({ hours: { weekly: everyDay, exceptions: [closedThatDay] } })
    await expect(join()).rejects.toMatchObject({
      code: 'service_closed',
      details: { opensAt: '2026-11-24T05:00:00.000Z' },
    })
  })
  test('of a certain time open no service on days that it has not, and its holidays close all', async () => {
    const onMondays = [{ weekday: 1, opensMinute: 480, closesMinute: 960 }]
    await change('eyes', { hours: { weekly: onMondays, exceptions: [] } })
    await changeBranch({
      hours: { weekly: everyDay, exceptions: [{ ...closedThatDay, openings: everyDay.slice(0, 2) }] },
    })
    await expect(join('eyes')).rejects.toMatchObject({ code: 'service_closed' })
    expect((await join('lab')).code).toBe('B001')
  })
  test('are replaced by those of a service, which has the holidays of its branch too', async () => {
    await changeBranch({ hours: { weekly: everyDay, exceptions: [] } })
    const night = [{ weekday: 0, opensMinute: 1_200, closesMinute: 1_440 }]
    const { hours } = await change('eyes', { hours: { weekly: night, exceptions: [] } })
    expect(hours.weekly).toEqual(night)
    await expect(join('eyes')).rejects.toMatchObject({ code: 'service_closed' })
    expect((await join('lab')).code).toBe('B001')
    await changeBranch({ hours: { weekly: everyDay, exceptions: [closedThatDay] } })
    await expect(join('lab')).rejects.toMatchObject({ code: 'service_closed' })
    await change('lab', { hours: { weekly: [], exceptions: [{ ...closedThatDay, openings: everyDay }] } })
    expect((await join('lab')).code).toBe('B002')
  })
})

describe('the business day', () => {
  test('is never changed while people wait: a zone or start under which another would begin is refused', async () => {
    const early = new Date('2026-11-22T02:30:00Z')
    const refused = changeBranch({ dayStartsMinute: 360 }, early)
    await expect(refused).rejects.toMatchObject({
      code: 'business_day_would_change',
      details: { businessDate: '2026-11-22', wouldBe: '2026-11-21' },
    })
    await expect(changeBranch({ timeZone: 'America/New_York' }, early)).rejects.toMatchObject({
      code: 'business_day_would_change',
    })
    expect(await changeBranch({ timeZone: 'Asia/Kuwait' })).toMatchObject({ timeZone: 'Asia/Kuwait' })
    expect(await findBranch(branch.slug)).toMatchObject({ dayStartsMinute: 240, timeZone: 'Asia/Kuwait' })
  })
})

describe('a new service', () => {
  test('issues tickets with its prefix, and is called at the room that gets it', async () => {
    expect(await add('xray', 'XR', { dailyCap: 1 })).toMatchObject({ slug: 'xray', prefix: 'XR', status: 'open' })
    const body = { ...ours(), slug: 'room-9', label: { ar: 'غرفة 9', en: 'Room 9' }, services: ['xray'] }
    await send(addPoint, { params: {}, body })
    expect((await join('xray')).code).toBe('XR001')
    await expect(join('xray')).rejects.toMatchObject({ code: 'service_full' })
    const ticket = await callNext(admin, await findBranch(branch.slug), { service: 'xray', room: 'room-9', now: noon })
    expect(ticket).toMatchObject({ code: 'XR001', goTo: { label: { en: 'Room 9' } } })
  })
  test('is refused under a name or prefix that another service has', async () => {
    await expect(add('eyes', 'XR')).rejects.toMatchObject({ code: 'slug_taken' })
    await expect(add('xray', 'A')).rejects.toMatchObject({ code: 'prefix_taken', details: { service: 'eyes' } })
    await expect(change('lab', { prefix: 'A' })).rejects.toMatchObject({ code: 'prefix_taken' })
    expect(await change('lab', { prefix: 'B' })).toMatchObject({ prefix: 'B' })
    expect((await findBranch(branch.slug)).services).toHaveLength(2)
  })
  test('of several with one prefix at once, one is made', async () => {
    const made = await Promise.allSettled(['one', 'two', 'three', 'four'].map((slug) => add(slug, 'XR')))
    expect(made.filter((it) => it.status === 'fulfilled')).toHaveLength(1)
    const refusals = made.flatMap((it) => (it.status === 'rejected' ? [it.reason as unknown] : []))
    expect(refusals).toEqual(Array.from({ length: 3 }, () => expect.objectContaining({ code: 'prefix_taken' })))
  })
  test('of another branch is not known here', async () => {
    const other = await makeBranch([{ slug: 'dental' }])
    const body = { ...ours(), services: ['dental'] }
    const given = send(updatePoint, { params: { servicePoint: 'room-1' }, body })
    await expect(given).rejects.toMatchObject({ code: 'unknown_service' })
    expect((await findBranch(other.slug)).services).toHaveLength(1)
  })
})

describe('a service', () => {
  test('is joined only in the ways it allows', async () => {
    await change('eyes', { joinBy: ['staff', 'kiosk'] })
    await expect(join()).rejects.toMatchObject({
      code: 'join_way_closed',
      details: { service: 'eyes', joinBy: ['staff', 'kiosk'] },
    })
    const now = await findBranch(branch.slug)
    expect((await takeTurn(now, 'eyes', { actor: admin, now: noon })).code).toBe('A001')
  })
  test('that closes keeps its line and takes nobody more, until it opens again', async () => {
    await join()
    expect(await switchService('closed')).toMatchObject({ slug: 'eyes', status: 'closed' })
    await expect(join()).rejects.toMatchObject({ code: 'service_closed', details: { opensAt: null } })
    const now = await findBranch(branch.slug)
    expect((await callNext(admin, now, { service: 'eyes', room: 'room-1', now: noon })).code).toBe('A001')
    await switchService('open')
    expect((await join()).code).toBe('A002')
  })
})

describe('a service point', () => {
  test('that closes is called to no more, and the other room is the one to go to', async () => {
    const body = { ...ours(), slug: 'room-9', label: { ar: 'غرفة 9', en: 'Room 9' }, services: ['eyes'] }
    expect(await send<never, PointSetUp>(addPoint as never, { params: {}, body } as never)).toEqual({
      ...{ branch: branch.slug, slug: 'room-9', kind: 'room', label: body.label, services: ['eyes'], status: 'open' },
      ...{ floor: { ar: '', en: '' }, directions: { ar: '', en: '' }, colour: null },
    })
    expect((await join()).goTo).toBeNull()
    expect(await switchPoint('closed')).toMatchObject({ slug: 'room-1', status: 'closed' })
    expect((await join()).goTo?.slug).toBe('room-9')
    const call = async (room: string) =>
      callNext(admin, await findBranch(branch.slug), { service: 'eyes', room, now: noon })
    await expect(call('room-1')).rejects.toMatchObject({ code: 'service_point_closed' })
    expect((await call('room-9')).code).toBe('A001')
    await switchPoint('open')
    expect((await call('room-1')).code).toBe('A002')
  })
  test('keeps what a change does not name', async () => {
    const { label, services } = await send<Parameters<typeof updatePoint>[0]['input'], PointSetUp>(updatePoint, {
      params: { servicePoint: 'room-1' },
      body: { ...ours(), floor: { ar: 'الأرضي', en: 'Ground floor' }, colour: '#1e88e5' },
    })
    expect({ label: label.en, services }).toEqual({ label: 'Room 1', services: ['eyes'] })
    expect((await findBranch(branch.slug)).servicePoints[0]).toMatchObject({
      colour: '#1e88e5',
      floor: { en: 'Ground floor' },
    })
  })
})

describe('every change', () => {
  test('is audited with the values before and after, in words', async () => {
    await change('eyes', { typicalMinutes: 9, name: { ar: 'عيون', en: 'Eyes' } })
    await switchService('closed')
    await switchService('closed')
    await changeBranch({ hours: { weekly: everyDay.slice(0, 1), exceptions: [closedThatDay] } })
    expect(await audited()).toMatchObject([
      {
        action: 'service.update',
        actorId: admin.accountId,
        before: { typicalMinutes: 5, name: 'eyes / eyes' },
        after: { typicalMinutes: 9, name: 'عيون / Eyes' },
      },
      { action: 'service.close', before: { standing: 'open' }, after: { standing: 'closed' } },
      {
        action: 'branch.update',
        after: { hours: ['Sun 08:00–16:00', '2026-11-22–2026-11-23 عيد / Holiday: —'] },
      },
    ])
  })
  test('is refused to those who do not manage this branch, and changes nothing', async () => {
    admin = await makeStaff(branch, 'manager')
    await expect(change('eyes', { typicalMinutes: 9 })).rejects.toMatchObject({ code: 'not_allowed' })
    admin = await makeStaff(await makeBranch(), 'administrator')
    await expect(switchService('closed')).rejects.toMatchObject({ code: 'not_allowed' })
    await expect(changeBranch({ digits: 'latn' })).rejects.toMatchObject({ code: 'not_allowed' })
    expect((await findBranch(branch.slug)).setupVersion).toBe(branch.setupVersion)
  })
  test('that is repeated with its key is made once', async () => {
    const input = { params: {}, body: { ...ours(), ...named, slug: 'xray', prefix: 'XR' } }
    const first = await send(addService, input, { key: 'key-of-an-addition' })
    expect(await send(addService, input, { key: 'key-of-an-addition' })).toEqual(first)
    expect((await findBranch(branch.slug)).services).toHaveLength(3)
  })
})

describe('while people wait', () => {
  test('a prefix that a service gave up stays its own until its tickets are over', async () => {
    expect((await join()).code).toBe('A001')
    await change('eyes', { prefix: 'Z' })
    expect((await join()).code).toBe('Z002')
    const taken = { code: 'prefix_taken', details: { prefix: 'A', service: 'eyes' } }
    await expect(change('lab', { prefix: 'A' })).rejects.toMatchObject(taken)
    await expect(add('xray', 'A')).rejects.toMatchObject(taken)
    expect(await change('eyes', { prefix: 'A' })).toMatchObject({ prefix: 'A' })
    await change('eyes', { prefix: 'Y' })
    const later = { now: new Date('2026-11-24T09:00:00Z') }
    const input = { params: { service: 'lab' }, body: { ...ours(), prefix: 'A' } }
    expect(await send(updateService, input, later)).toMatchObject({ prefix: 'A' })
  })
  test('nobody is brought back to a room that has closed: no no-show, and no undone hold', async () => {
    await join()
    const now = await findBranch(branch.slug)
    const called = await callNext(admin, now, { service: 'eyes', room: 'room-1', now: noon })
    await act(admin, 'noAnswer', called, {}, { now: noon })
    await switchPoint('closed')
    const closed = { code: 'service_point_closed' }
    await expect(act(admin, 'recall', called, {}, { now: noon })).rejects.toMatchObject(closed)
    await expect(act(admin, 'undo', called, {}, { now: noon })).rejects.toMatchObject(closed)
    await switchPoint('open')
    expect((await act(admin, 'recall', called, {}, { now: noon })).state).toBe('called')
    await switchPoint('closed')
    expect((await act(admin, 'recall', called, {}, { now: noon })).callCount).toBe(3)
  })
  test('nobody is moved to a service that has closed', async () => {
    const ticket = await join('lab')
    await switchService('closed')
    const moved = act(admin, 'transfer', ticket, { service: 'eyes' }, { now: noon })
    await expect(moved).rejects.toMatchObject({ code: 'service_closed' })
  })
  test('the state of a queue has the new names from the next request', async () => {
    await join()
    const read = async () => (await getQueueStatus({ service: 'eyes', branch: branch.slug }, noon)).snapshot
    expect((await read()).name.en).toBe('eyes')
    await change('eyes', { name: { ar: 'عيون', en: 'Eye clinic' } })
    expect((await read()).name.en).toBe('Eye clinic')
  })
})

describe('two administrators', () => {
  test('who saw the same set-up cannot undo each other’s change of hours', async () => {
    const { version } = await getSetUp(admin, branch.slug)
    const holiday = (day: string) => ({ ...closedThatDay, from: day, to: day })
    await changeBranch({ version, hours: { weekly: everyDay, exceptions: [holiday('2026-11-23')] } })
    const second = changeBranch({ version, hours: { weekly: everyDay, exceptions: [holiday('2026-11-24')] } })
    await expect(second).rejects.toMatchObject({ code: 'stale_version' })
    const read = await getSetUp(admin, branch.slug)
    expect(read.branch.hours.exceptions.map((it) => it.from)).toEqual(['2026-11-23'])
    expect(read.version).toBeGreaterThan(version)
    expect(read.services.map((it) => it.slug)).toEqual(['eyes', 'lab'])
  })
})

import { describe, expect, test } from 'vitest'
import { db } from '@/lib/server/db/client'
import { visitorCookie } from '@/lib/server/identity/visitor'
import { newId } from '@/lib/shared/ids'
import { makeBranch } from '@/prisma/factories/branch-factory'
import { act, callNext, takeTurn } from '@/prisma/factories/line-factory'
import { makeStaff, makeVisitor } from '@/prisma/factories/people-factory'
import { getTicket, listMyTickets } from './get-ticket'
import { getVisit, openVisit } from './get-visit'
import { linkHashOf, linkTokenOf } from './visit-link'

const tokenOf = (link: string): string => link.replace('/visit/', '')

describe('secret links', () => {
  test('are 128 bits, URL-safe, and different for each visit', () => {
    const tokens = Array.from({ length: 2_000 }, () => linkTokenOf({ id: newId(), linkToken: null }))
    for (const token of tokens) expect(token).toMatch(/^[A-Za-z0-9_-]{22}$/)
    expect(new Set(tokens).size).toBe(2_000)
  })
  test('open the visit, and are stored nowhere in the database', async () => {
    const branch = await makeBranch()
    const token = tokenOf((await takeTurn(branch, 'eyes', { key: 'first' })).link)
    expect((await getVisit(token, new Date()))?.tickets).toHaveLength(1)
    const byLink = makeVisitor({ firstContact: true, visitToken: token })
    await takeTurn(branch, 'eyes', { actor: byLink, key: 'by-link' })
    const tables = await db().$queryRaw<{ name: string }[]>`
      SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`
    for (const { name } of tables) {
      const rows = await db().$queryRawUnsafe<{ row: string }[]>(`SELECT t::text AS row FROM "${name}" AS t`)
      for (const { row } of rows) expect(row, name).not.toContain(token)
    }
  })
  test('tell their page whether this browser took the turn', async () => {
    const branch = await makeBranch()
    const visitor = makeVisitor()
    const token = tokenOf((await takeTurn(branch, 'eyes', { actor: visitor })).link)
    const heldWith = async (cookie: string | null) =>
      (await openVisit(token, { get: (name) => (name === 'cookie' ? cookie : null) }, new Date()))?.visit.held
    const [own, other] = [visitor, makeVisitor()].map(({ visitorId }) => visitorCookie(visitorId).split(';')[0] ?? '')
    expect([await heldWith(own ?? ''), await heldWith(other ?? ''), await heldWith(null)]).toEqual([true, false, false])
    expect(await openVisit('A'.repeat(22), { get: () => null }, new Date())).toBeNull()
  })
  test('issued before links were derived still work', async () => {
    const branch = await makeBranch()
    const ticket = await takeTurn(branch, 'eyes')
    const old = 'AbCdEfGhIjKlMnOpQrStUv'
    const { visitId } = await db().ticket.findUniqueOrThrow({ where: { id: ticket.id } })
    await db().visit.update({ where: { id: visitId }, data: { linkToken: old, linkHash: linkHashOf(old) } })
    expect((await getVisit(old, new Date()))?.tickets[0]?.link).toBe(`/visit/${old}`)
    const byLink = makeVisitor({ firstContact: true, visitToken: old })
    expect((await getTicket(byLink, { id: ticket.id }, new Date())).id).toBe(ticket.id)
    expect(await getVisit(tokenOf(ticket.link), new Date())).toBeNull()
  })
})

describe('a visit that is over', () => {
  const day = (date: number, time: string): Date => new Date(`2026-11-${date}T${time}Z`)
  const visited = day(20, '09:00:00')
  // By then the day after the visit has ended in every time zone, even where days begin late.
  const [good, over] = [day(23, '23:59:59'), day(24, '00:00:00')]
  const holder = makeVisitor()

  async function finished() {
    const branch = await makeBranch()
    const clerk = await makeStaff(branch)
    const { link } = await takeTurn(branch, 'eyes', { actor: holder, now: visited })
    await db().visit.updateMany({ where: { branchId: branch.id }, data: { createdAt: visited } })
    const called = await callNext(clerk, branch, { service: 'eyes', room: 'room-1', now: visited })
    const ticket = await act(
      clerk,
      'finish',
      await act(clerk, 'start', called, {}, { now: visited }),
      {},
      { now: visited },
    )
    return { ticket, byLink: makeVisitor({ firstContact: true, visitToken: tokenOf(link) }) }
  }

  test('is listed for the holder of its link until the next day has ended in every time zone', async () => {
    const { ticket, byLink } = await finished()
    expect((await listMyTickets(byLink, good)).map((it) => it.id)).toEqual([ticket.id])
    expect(await listMyTickets(byLink, over)).toEqual([])
  })
  test('is listed for a day in the browser that created it', async () => {
    const { ticket } = await finished()
    const idsAt = async (now: Date) => (await listMyTickets(holder, now)).map((it) => it.id)
    expect(await idsAt(day(21, '08:59:59'))).toContain(ticket.id)
    expect(await idsAt(day(21, '09:00:01'))).not.toContain(ticket.id)
  })
  test('A20: an old link shows no ticket, like an unknown link; the browser that took the ticket still sees it', async () => {
    const { ticket, byLink } = await finished()
    expect(await getTicket(byLink, ticket, good)).toMatchObject({ id: ticket.id })
    await expect(getTicket(byLink, ticket, over)).rejects.toMatchObject({ code: 'ticket_not_found' })
    const late = act(byLink, 'cancel', ticket, {}, { now: over })
    await expect(late).rejects.toMatchObject({ code: 'ticket_not_found' })
    expect(await getTicket(holder, ticket, over)).toMatchObject({ id: ticket.id })
  })
})

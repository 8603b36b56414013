import { describe, expect, test } from 'vitest'
import { db } from '@/lib/server/db/client'
import { newId } from '@/lib/shared/ids'
import { makeBranch } from '@/prisma/factories/branch-factory'
import { takeTurn } from '@/prisma/factories/line-factory'
import { makeVisitor } from '@/prisma/factories/people-factory'
import { getTicket } from './get-ticket'
import { getVisit } from './get-visit'
import { linkHashOf, linkTokenOf } from './visit-link'

const tokenOf = (link: string): string => link.replace('/visit/', '')

describe('secret links', () => {
  test('are 128 bits that need no escaping in an address, another for each visit', () => {
    const tokens = Array.from({ length: 2_000 }, () => linkTokenOf({ id: newId(), linkToken: null }))
    for (const token of tokens) expect(token).toMatch(/^[A-Za-z0-9_-]{22}$/)
    expect(new Set(tokens).size).toBe(2_000)
  })
  test('open the visit, and stand nowhere in the database', async () => {
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
  test('of before go on opening until they are forgotten', async () => {
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

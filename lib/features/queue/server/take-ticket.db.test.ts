import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { BranchRecord } from '@/lib/features/branches/server/branch-directory'
import type { Call } from '@/lib/server/route'
import { makeBranch } from '@/prisma/factories/branch-factory'
import { makeVisitor } from '@/prisma/factories/people-factory'
import type { joinQueue, TicketDto } from '../contract'
import { takeTicket } from './take-ticket'

function callAt(branch: BranchRecord, now: Date): Call<typeof joinQueue> {
  const input = { service: 'eyes', branch: branch.slug }
  const fingerprint = createHash('sha256').update(JSON.stringify(input)).digest()
  const request = new Request('http://localhost/api/v1/tickets', { method: 'POST' })
  return { actor: makeVisitor(), params: {}, query: {}, input, key: null, fingerprint, now, request }
}

test('the lower number has waited at least as long, whichever request was received first', async () => {
  const branch = await makeBranch()
  const [later, earlier] = [new Date(), new Date(Date.now() - 400)]
  const replies = await Promise.all([later, earlier].map((now) => takeTicket(callAt(branch, now), '127.0.0.1')))
  const tickets = replies.map((it) => it.answer as TicketDto).sort((a, b) => a.number - b.number)
  const times = tickets.map((it) => Date.parse(it.createdAt))
  expect(tickets.map((it) => it.number)).toEqual([1, 2])
  expect(times).toEqual([...times].sort((a, b) => a - b))
})

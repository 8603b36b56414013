import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { BranchRecord } from '@/lib/features/branches/server/branch-directory'
import { newId } from '@/lib/shared/ids'
import { makeBranch } from '@/prisma/factories/branch-factory'
import { asOwner } from '@/prisma/factories/database-owner'
import { makeStaff, makeVisitor } from '@/prisma/factories/people-factory'
import { closeTransaction } from '../close-transaction'
import { db } from '../db/client'
import type { Actor } from '../identity/actor'
import { type AuditFields, installationChain, type NewAuditEntry } from './entry'
import type { Verdict } from './verify'
import { currentHeads, findAbsences, keptHeadOf, verifyAll } from './verify-all'

let branch: BranchRecord
let admin: Actor

/** Writes entries together, like one transaction. */
async function write(count: number, more: Partial<NewAuditEntry> = {}): Promise<void> {
  const origin = { network: '192.0.2.0/24', requestId: newId() }
  const audit = Array.from({ length: count }, (_, place): NewAuditEntry => {
    const subject = { type: 'account', id: newId() }
    return { action: 'account.rename', subject, after: { place }, actor: admin, origin, at: new Date(), ...more }
  })
  await db().$transaction((tx) => closeTransaction(tx, { branchId: branch.id, events: [], audit }))
}

async function verdict(): Promise<Verdict> {
  for await (const it of verifyAll()) if (it.chainId === branch.id) return it
  throw new Error('no verdict')
}

const broken = async (): Promise<Verdict['broken']> => (await verdict()).broken
const attack = (...statements: string[]): Promise<void> =>
  asOwner(
    statements.map((it) => it.replaceAll('$chain', `chain_id = '${branch.id}'`)),
    { unguarded: true },
  )

beforeEach(async () => {
  branch = await makeBranch()
  admin = await makeStaff(branch, 'administrator')
  // Nine entries: 1–3, 4, 5–6, 7–9.
  for (const count of [3, 1, 2, 3]) await write(count)
})

// A chain broken on purpose must not affect the next test.
afterEach(() =>
  attack(
    'DELETE FROM audit_entry WHERE $chain',
    `UPDATE audit_chain SET seq = 0, head = decode(repeat('00', 32), 'hex') WHERE id = '${branch.id}'`,
  ),
)

describe('a chain as it was written', () => {
  test('verifies completely, up to its head', async () => {
    const [chain] = (await currentHeads()).filter((it) => it.chainId === branch.id)
    expect(await verdict()).toEqual({
      chainId: branch.id,
      branch: branch.slug,
      entries: 9,
      seq: 9,
      head: chain?.head,
      broken: null,
    })
    expect((await currentHeads()).map((it) => it.chainId)).toContain(installationChain)
    expect(await findAbsences(await currentHeads())).toEqual([])
  })
  test('keeps its digests after storage, whatever its values', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 20 })
    const value = fc.oneof(text, fc.double(), fc.integer(), fc.boolean(), fc.constant(null), fc.array(text))
    const fields = fc.option(fc.dictionary(text, value, { maxKeys: 6 })) as fc.Arbitrary<AuditFields | null>
    const change = fc.record({ before: fields, after: fields, reason: fc.option(text), id: text })
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 20 }), async (changes) => {
        const actor = makeVisitor()
        const entries = changes.map(({ id, ...it }): NewAuditEntry => {
          const what = { action: 'ticket.call', subject: { type: 'ticket', id } } as const
          return { ...what, ...it, actor, origin: null, at: new Date() }
        })
        await db().$transaction((tx) => closeTransaction(tx, { branchId: branch.id, events: [], audit: entries }))
        expect(await broken()).toBeNull()
      }),
      { numRuns: 25 },
    )
  })
  test('omits values that are not set', async () => {
    const after = { kept: 1, absent: undefined } as unknown as AuditFields
    await write(1, { after })
    expect(await broken()).toBeNull()
  })
  test('can be verified starting after a saved head', async () => {
    const { head } = await verdict()
    await write(4)
    const since = await keptHeadOf(head)
    expect(since).toEqual({ chainId: branch.id, seq: 9, head })
    for await (const it of verifyAll(since ? [since] : [])) {
      if (it.chainId === branch.id) expect(it).toMatchObject({ entries: 4, seq: 13, broken: null })
    }
    expect(await keptHeadOf('ab'.repeat(32))).toBeNull()
  })
})

test('a chain whose owner removed the entries up to a saved head can be verified from that head', async () => {
  const kept = await keptHeadOf((await verdict()).head)
  await write(2)
  await attack('DELETE FROM audit_entry WHERE $chain AND seq < 9')
  expect(await broken()).toEqual({ seq: 1, why: 'missing' })
  for await (const it of verifyAll(kept ? [kept] : [])) {
    if (it.chainId === branch.id) expect(it).toMatchObject({ entries: 2, broken: null })
  }
})

describe('A22: with full access to the database and its triggers disabled', () => {
  test.each([
    "at = at + interval '1 ms'",
    "actor_kind = 'device'",
    'actor_id = gen_random_uuid()',
    'session_id = NULL',
    "network = '10.0.0.0/24'",
    'request_id = NULL',
    "action = 'account.read'",
    "subject_type = 'person'",
    "subject_id = 'another'",
    "before = '{}'",
    'after = \'{"place": 7}\'',
    "reason = 'because'",
    "digest = sha256('anything')",
  ])('an entry is edited: %s', async (edit) => {
    await attack(`UPDATE audit_entry SET ${edit} WHERE $chain AND seq = 5`)
    expect(await broken()).toEqual({ seq: 5, why: 'changed' })
  })
  test('an entry is edited and its digest recomputed', async () => {
    await attack(
      `UPDATE audit_entry SET digest = (SELECT digest FROM audit_entry WHERE $chain AND seq = 9),
         (subject_id, after, at, request_id) = (SELECT subject_id, after, at, request_id FROM audit_entry WHERE $chain AND seq = 9)
       WHERE $chain AND seq = 5`,
    )
    expect(await broken()).toEqual({ seq: 5, why: 'unlinked' })
  })
  test('an entry is deleted', async () => {
    await attack('DELETE FROM audit_entry WHERE $chain AND seq = 6')
    expect(await broken()).toEqual({ seq: 6, why: 'missing' })
  })
  test('an entry is deleted and the others are renumbered', async () => {
    await attack(
      'DELETE FROM audit_entry WHERE $chain AND seq = 4',
      'UPDATE audit_entry SET seq = seq - 1000 WHERE $chain AND seq > 4',
      'UPDATE audit_entry SET seq = seq + 999 WHERE $chain AND seq < 0',
    )
    expect(await broken()).toEqual({ seq: 4, why: 'unlinked' })
  })
  test('an entry is inserted between others', async () => {
    await attack(
      'UPDATE audit_entry SET seq = seq - 1000 WHERE $chain AND seq > 6',
      'UPDATE audit_entry SET seq = seq + 1001 WHERE $chain AND seq < 0',
      `INSERT INTO audit_entry SELECT chain_id, 7, at, actor_kind, actor_id, session_id, network, request_id, action,
         subject_type, subject_id, before, after, reason, digest, head FROM audit_entry WHERE $chain AND seq = 6`,
    )
    expect(await broken()).toEqual({ seq: 5, why: 'unlinked' })
  })
  test('an entry is added after the end', async () => {
    await attack(`INSERT INTO audit_entry SELECT chain_id, 10, at, actor_kind, actor_id, session_id, network, request_id, action,
      subject_type, subject_id, before, after, reason, digest, head FROM audit_entry WHERE $chain AND seq = 9`)
    expect(await broken()).toEqual({ seq: 10, why: 'unrecorded' })
  })
  test.each([
    ['written together', 7, 8, 7],
    ['written apart', 4, 5, 4],
  ])('entries %s are swapped', async (_, one, other, at) => {
    await attack(
      `UPDATE audit_entry SET seq = -1 WHERE $chain AND seq = ${one}`,
      `UPDATE audit_entry SET seq = ${one} WHERE $chain AND seq = ${other}`,
      `UPDATE audit_entry SET seq = ${other} WHERE $chain AND seq = -1`,
    )
    expect(await broken()).toEqual({ seq: at, why: 'unlinked' })
  })
  test('the last entries are cut off', async () => {
    await attack('DELETE FROM audit_entry WHERE $chain AND seq >= 7')
    expect(await broken()).toEqual({ seq: 7, why: 'cut_off' })
  })
  test('the head of the chain is changed, even by the application', async () => {
    await db().$executeRaw`UPDATE audit_chain SET head = sha256('other') WHERE id = ${branch.id}::uuid`
    expect(await broken()).toEqual({ seq: 9, why: 'other_head' })
  })
  test('an entry is copied from the chain of another branch', async () => {
    const mine = branch
    const other = await makeBranch()
    await attack(`UPDATE audit_entry SET chain_id = '${other.id}', seq = seq - 6 WHERE $chain AND seq >= 7`)
    await attack(`UPDATE audit_chain SET seq = 3 WHERE id = '${other.id}'`)
    branch = other
    expect(await broken()).toEqual({ seq: 1, why: 'changed' })
    await attack('DELETE FROM audit_entry WHERE $chain', `UPDATE audit_chain SET seq = 0 WHERE id = '${other.id}'`)
    branch = mine
  })
  test('an administrator removes their own entries and rebuilds the chain: heads saved elsewhere reveal it', async () => {
    const kept = (await currentHeads()).filter((it) => it.chainId === branch.id)
    await attack(
      'DELETE FROM audit_entry WHERE $chain AND seq >= 5',
      `UPDATE audit_chain SET seq = 4, head = (SELECT head FROM audit_entry WHERE $chain AND seq = 4) WHERE id = '${branch.id}'`,
    )
    // The database alone shows a shorter chain that is consistent.
    expect(await broken()).toBeNull()
    expect(await findAbsences(kept)).toEqual([{ what: 'head', chainId: branch.id, seq: 9 }])
    expect(await keptHeadOf(kept[0]?.head ?? '')).toBeNull()
  })
  test('a whole chain is deleted', async () => {
    await attack('DELETE FROM audit_entry WHERE $chain', `DELETE FROM audit_chain WHERE id = '${branch.id}'`)
    expect(await findAbsences([])).toEqual([{ what: 'chain', chainId: branch.id, seq: 0 }])
    await attack(`INSERT INTO audit_chain (id, head) VALUES ('${branch.id}', decode(repeat('00', 32), 'hex'))`)
  })
})

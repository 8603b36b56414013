import { beforeAll, describe, expect, test } from 'vitest'
import { contracts } from '@/app/rights/contracts'
import { db } from '@/lib/server/db/client'
import type { Handler } from '@/lib/server/http/handler'
import type { Contract } from '@/lib/shared/contract'
import type { ErrorCode } from '@/lib/shared/errors'
import { roles } from '@/lib/shared/permissions'
import type { Asker } from './actors'
import { ask, type Heard, handlerOf } from './ask'
import { canaryOf } from './canaries'
import { entries, testedElsewhere } from './endpoint-entries'
import { branchAt, type Entry, makeWorld, type Place, refusedByAccess, type Target, type World } from './world'
import { takeWrites, watchWrites } from './writes'

let world: World
beforeAll(async () => {
  world = await makeWorld()
  await watchWrites()
})

const rights: readonly ErrorCode[] = ['not_signed_in', 'not_allowed', 'password_change_required']

/** The expected result: the code of the refusal, or null when it is allowed. */
function expected(contract: Contract, entry: Entry, asker: Asker, place: Place): ErrorCode | null {
  return refusedByAccess(contract, asker) ?? entry.refuses(asker, place, branchAt(world, place).id)
}

type Case = { contract: Contract; handler: Handler; entry: Entry; place: Place }

function faultOf({ contract, entry }: Case, want: ErrorCode | null, heard: Heard): string | null {
  const got = `${heard.status} ${heard.code ?? ''}`.trim()
  if (heard.status >= 500 && !contract.errors.some((it) => it === heard.code)) return `broke: ${got}`
  if (want !== null) return heard.code === want ? null : `${got} instead of ${want}`
  const byRight = heard.code !== null && (rights.includes(heard.code) || heard.code === entry.missing)
  return byRight ? `${got}, though it is allowed` : null
}

const targetFor = async ({ entry, place }: Case, asker: Asker): Promise<Target> => entry.target(world, place, asker)

type Answer = { asker: Asker; heard: Heard }

/** Sends the same request as every actor who must be refused: nothing may be written. */
async function askRefused(it: Case, askers: readonly Asker[]): Promise<{ faults: string[]; answers: Answer[] }> {
  const faults: string[] = []
  const answers: Answer[] = []
  const targets = await Promise.all(askers.map((asker) => targetFor(it, asker)))
  await takeWrites()
  for (const [i, asker] of askers.entries()) {
    const heard = await ask(it.contract, it.handler, asker, targets[i] ?? {})
    answers.push({ asker, heard })
    const fault = faultOf(it, expected(it.contract, it.entry, asker, it.place), heard)
    if (fault) faults.push(`${asker.name}, ${it.place}: ${fault}`)
  }
  const written = await takeWrites()
  if (written.length > 0) faults.push(`${it.place}: refused requests wrote: ${written.join(', ')}`)
  return { faults, answers }
}

/** The error of a list: it contains another branch's data, or lacks its own. */
function faultOfList({ entry, place }: Case, asker: Asker, { body }: Heard): string | null {
  const text = JSON.stringify(body)
  if (asker.branch !== 'all' && place === 'own' && text.includes(canaryOf(world.other))) return 'sees another branch'
  return entry.lists && !text.includes(canaryOf(branchAt(world, place))) ? 'does not see what is there' : null
}

async function askAllowed(it: Case, askers: readonly Asker[]): Promise<string[]> {
  const faults: string[] = []
  for (const asker of askers) {
    const heard = await ask(it.contract, it.handler, asker, await targetFor(it, asker))
    const fault = faultOf(it, null, heard) ?? faultOfList(it, asker, heard)
    if (fault) faults.push(`${asker.name}, ${it.place}: ${fault}`)
  }
  return faults
}

/** The answer to an actor for a missing object, requested once. */
function answersWhenMissing(it: Case): (asker: Asker) => Promise<Heard> {
  const known = new Map<Asker, Promise<Heard>>()
  const missing = { ...it, place: 'missing' as const }
  const request = async (asker: Asker): Promise<Heard> =>
    ask(it.contract, it.handler, asker, await targetFor(missing, asker))
  return (asker) => {
    const answer = known.get(asker) ?? request(asker)
    known.set(asker, answer)
    return answer
  }
}

/** The answer for a hidden object must equal that for a missing one. */
async function toldApart(
  it: Case,
  answers: Answer[],
  whenMissing: (asker: Asker) => Promise<Heard>,
): Promise<string[]> {
  const faults: string[] = []
  for (const { asker, heard } of answers) {
    if (expected(it.contract, it.entry, asker, it.place) !== it.entry.missing) continue
    if (JSON.stringify(heard) !== JSON.stringify(await whenMissing(asker)))
      faults.push(`${asker.name}, ${it.place}: can tell it from one that is missing`)
  }
  return faults
}

const listed = contracts.filter(([name]) => !(name in testedElsewhere))

test('A2 every endpoint is in the matrix, or names the test that covers it', () => {
  const known = [...Object.keys(entries), ...Object.keys(testedElsewhere)]
  expect(known.toSorted()).toEqual(contracts.map(([name]) => name).toSorted())
})

test('A2 every role, and everyone who lost their access, sends requests', () => {
  const names = world.askers.map((it) => it.name)
  expect(names).toEqual(expect.arrayContaining(roles.filter((it) => it !== 'display' && it !== 'kiosk')))
  expect(new Set(names).size).toBe(names.length)
})

describe.each(listed)('%s', (name, contract) => {
  test('A1 A2 answers each caller according to their rights, and refuses without writing', async () => {
    const entry = entries[name]
    if (!entry) throw new Error(`${name} is not in test/rights/endpoint-entries.ts`)
    const handler = await handlerOf(contract)
    const faults: string[] = []
    const whenMissing = answersWhenMissing({ contract, handler, entry, place: 'missing' })
    for (const place of entry.places) {
      const it = { contract, handler, entry, place }
      const isRefused = (asker: Asker): boolean => expected(contract, entry, asker, place) !== null
      const allowed = world.askers.filter((asker) => !isRefused(asker))
      const refused = await askRefused(it, world.askers.filter(isRefused))
      faults.push(...refused.faults, ...(await askAllowed(it, allowed)))
      if (entry.missing !== undefined && place !== 'missing')
        faults.push(...(await toldApart(it, refused.answers, whenMissing)))
    }
    expect(faults).toEqual([])
  })
})

test('A22 audits refusals of identified callers', async () => {
  const denied = await db().auditEntry.groupBy({ by: ['actorKind'], where: { action: 'access.denied' } })
  expect(denied.map((it) => it.actorKind).toSorted()).toEqual(['device', 'software', 'staff'])
})

import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { contracts } from '@/app/rights/contracts'
import type { Contract } from '@/lib/shared/contract'
import { misfit } from '../contract/fits'
import { bodyFor, hostile, type Shape, shapeOf, spoilt, wrong } from '../contract/fuzz-values'
import { type Asker, staff } from './actors'
import { handlerOf, type Sent, send } from './ask'
import { entries } from './endpoint-entries'
import { makeWorld, type World } from './world'

const numRuns = 60
const seed = 22_112_026

let world: World
beforeAll(async () => {
  world = await makeWorld()
})

const named = (name: string): Asker => {
  const found = world.askers.find((it) => it.name === name)
  if (!found) throw new Error(`nobody is ${name}`)
  return found
}

/** An owner, an actor of one branch, one without permissions, an unknown one, and one with forged credentials. */
async function whoTries(): Promise<Asker[]> {
  const owner = await staff('a throw-away owner', 'owner', null)
  const others = [
    'production',
    'nobody known',
    'a forged bearer',
    'a program with every scope',
    'a kiosk',
    'the visitor',
  ]
  return [owner, owner, await staff('a throw-away administrator', 'administrator', world.own), ...others.map(named)]
}

const text = (query: fc.Arbitrary<Record<string, string>>): fc.Arbitrary<string> =>
  query.map((it) => new URLSearchParams(Object.entries(it).map(([k, v]) => [k, v.toWellFormed()])).toString())

/** Removes absent values. */
const said = (fields: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).filter((it): it is [string, string] => it[1] !== undefined))

/** Query parameters: existing ones, some of them corrupted, or some unknown ones. */
function queryFor(shape: Shape): fc.Arbitrary<string> {
  const value = fc.oneof(hostile, fc.constantFrom('main', '1', '100', '101', '-1', '1e9', 'true', 'orderBy', 'desc'))
  const fields = Object.fromEntries(
    Object.entries(shape).map(([name, { enum: all }]) => [
      name,
      fc.oneof(value, fc.constantFrom(...(all ?? ['branch-1']).map(String))),
    ]),
  )
  const more = fc.dictionary(fc.oneof(hostile, fc.constantFrom('take', 'include', 'branch', 'orderBy')), value, {
    maxKeys: 2,
  })
  return fc.oneof(text(fc.record(fields, { requiredKeys: [] }).map(said)), text(more))
}

const paramsLike = (good: Record<string, string>): fc.Arbitrary<Record<string, string>> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constant(good) },
    {
      weight: 1,
      arbitrary: hostile.map((it) => Object.fromEntries(Object.keys(good).map((key) => [key, it.toWellFormed()]))),
    },
  )

const isFields = (it: unknown): it is Record<string, unknown> =>
  typeof it === 'object' && it !== null && !Array.isArray(it)

/** Requests to an endpoint: valid ones, nearly valid ones, and nonsense. */
function requestsTo(contract: Contract, good: Sent): fc.Arbitrary<Sent> {
  const isRead = contract.endpoint.method === 'GET'
  const body = isFields(good.body)
    ? fc.oneof(fc.constant(good.body), spoilt(good.body), bodyFor(shapeOf(contract.body)))
    : wrong
  const raw = fc.constantFrom(
    '{',
    '',
    'null',
    '{"a":1,"a":2}',
    '['.repeat(5_000),
    '"\\u0000"',
    '{"__proto__":{"x":1}}',
    '\ufeff{}',
  )
  const headers = fc.record(
    {
      'idempotency-key': hostile.map((it) => encodeURIComponent(it.toWellFormed()).slice(0, 250)),
      'x-request-id': fc.constantFrom('a', 'a'.repeat(500), '{"a":1}', '../../x'),
      'x-visit-token': fc.constantFrom('A'.repeat(22), "'; --", 'A'.repeat(5_000)),
      'x-pairing-secret': fc.constantFrom('A'.repeat(43), ''),
      'last-event-id': fc.constantFrom('1.1', 'x.9e99', '-1'),
    },
    { requiredKeys: [] },
  )
  return fc
    .record({
      params: paramsLike(good.params ?? {}),
      query: queryFor(shapeOf(contract.query)),
      body,
      raw,
      headers,
      dice: fc.nat(9),
    })
    .map(({ dice, query, raw: text, body: said, ...it }) => ({
      ...it,
      // Most queries are invalid, and would hide the later steps.
      ...(isRead || dice === 0 ? { query } : good.query !== undefined && { query: good.query }),
      ...(good.visitToken !== undefined && { visitToken: good.visitToken }),
      ...(!isRead && (dice === 1 ? { raw: text } : dice > 2 || isFields(good.body) ? { body: said } : {})),
    }))
}

async function faultOf(contract: Contract, asker: Asker, sent: Sent): Promise<string | null> {
  const response = await send(contract, await handlerOf(contract), asker, sent)
  const type = response.headers.get('content-type') ?? ''
  // A stream has no end: its start is enough.
  if (type.startsWith('text/event-stream')) return response.body?.cancel().then(() => null) ?? null
  const said = await response.text()
  return misfit(contract, {
    status: response.status,
    type,
    text: said,
    json: type.includes('json') ? JSON.parse(said) : said,
  })
}

describe.each(contracts)('%s', (name, contract) => {
  test('A14 A19 answers any input from any caller with a response that its contract declares', async () => {
    const entry = entries[name]
    const tries = await whoTries()
    const faults = new Set<string>()
    const asker = fc.constantFrom(...tries)
    const place = fc.constantFrom(...(entry?.places ?? (['own'] as const)))
    const good = async (at: 'own' | 'other' | 'missing', who: Asker): Promise<Sent> =>
      (await entry?.target(world, at, who)) ?? {}
    const shape = await good('own', tries[0] ?? named('owner'))
    await fc.assert(
      fc.asyncProperty(asker, place, requestsTo(contract, shape), async (who, at, sent) => {
        const fresh = await good(at, who)
        const address =
          sent.params && JSON.stringify(sent.params) === JSON.stringify(shape.params) ? fresh.params : sent.params
        const fault = await faultOf(contract, who, { ...sent, ...(address && { params: address }) })
        if (fault) faults.add(`${who.name}: ${fault}`)
      }),
      { numRuns, seed },
    )
    expect([...faults]).toEqual([])
  })
})

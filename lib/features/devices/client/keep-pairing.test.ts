import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keepPairing, type PairingView } from './keep-pairing'

type Answer = { status: number; body: unknown } | 'no network'

/** A server that gives these answers in turn and then repeats the last one. */
function answering(answers: readonly Answer[]): { asked: string[] } {
  const asked: string[] = []
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    const secret = new Headers(init.headers).get('x-pairing-secret')
    asked.push(`${init.method} ${url}${secret === null ? '' : ` ${secret}`}`)
    const answer = answers[Math.min(asked.length, answers.length) - 1]
    if (answer === undefined || answer === 'no network') throw new TypeError('no network')
    return Response.json(answer.body, { status: answer.status })
  })
  return { asked }
}

const pairing = (code: string): Answer => ({
  status: 201,
  body: { id: `id-of-${code}`, kind: 'display', code, secret: `secret-of-${code}`, expiresAt: '' },
})
const state = (it: string): Answer => ({ status: 200, body: { state: it } })

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

async function seenFor(ms: number): Promise<PairingView[]> {
  const [seen, ended] = [[] as PairingView[], new AbortController()]
  const work = keepPairing('display', ended.signal, (view) => seen.push(view))
  await vi.advanceTimersByTimeAsync(ms)
  ended.abort()
  await vi.advanceTimersByTimeAsync(10)
  await work
  return seen
}

test('a screen shows its code, polls every two seconds with its secret in a header, and stops once it is paired', async () => {
  const { asked } = answering([pairing('AAAA3333'), state('waiting'), state('paired')])
  expect(await seenFor(60_000)).toEqual([
    { code: 'AAAA3333', state: 'waiting' },
    { code: 'AAAA3333', state: 'waiting' },
    { code: 'AAAA3333', state: 'paired' },
  ])
  const look = 'GET /api/v1/device-pairings/id-of-AAAA3333 secret-of-AAAA3333'
  expect(asked).toEqual(['POST /api/v1/device-pairings', look, look])
})

test('an expired code, or one the server no longer knows, is replaced', async () => {
  const gone = { status: 404, body: { code: 'pairing_not_found', status: 404 } }
  answering([pairing('AAAA3333'), state('expired'), pairing('CCCC4444'), gone, pairing('DDDD6666'), state('paired')])
  const codes = (await seenFor(60_000)).map((it) => it.code)
  expect([...new Set(codes)]).toEqual(['AAAA3333', 'CCCC4444', 'DDDD6666'])
})

test('offline, it says so, keeps its code, and continues when the network is back', async () => {
  answering(['no network'])
  expect((await seenFor(30_000)).at(-1)).toEqual({ code: null, state: 'offline' })
  // Each poll is tried four times.
  answering([
    pairing('AAAA3333'),
    ...Array.from({ length: 4 }, () => 'no network' as const),
    state('waiting'),
    state('paired'),
  ])
  const seen = await seenFor(60_000)
  expect(seen.map((it) => it.state)).toEqual(['waiting', 'offline', 'waiting', 'paired'])
  expect(new Set(seen.map((it) => it.code))).toEqual(new Set(['AAAA3333']))
})

import 'server-only'
import type { z } from 'zod'
import type { Contract } from '@/lib/shared/contract'
import { AppError, type FieldError, isAppError } from '@/lib/shared/errors'
import { dataPolicy } from '@/lib/shared/security-headers'
import { assertAdmitted } from './admission'
import { countAddress, countRequest, isMetered } from './allowance'
import type { Origin } from './audit/entry'
import { recordDenial } from './audit/record-denial'
import { clientNetwork } from './client-address'
import { keyedHash } from './crypto'
import { isUnavailable } from './db/retry'
import { isOwnOrigin } from './host'
import { noteActivity } from './identity/activity'
import { type Actor, may } from './identity/actor'
import { deviceOf, pairedDeviceOf } from './identity/device'
import { staffOf } from './identity/session'
import { softwareOf } from './identity/software'
import { visitorOf } from './identity/visitor'
import { inRequest, log, requestIdHere } from './log'
import { metrics } from './metrics'
import { problemResponse } from './problem'
import { quotaHeaders } from './quota'
import { jsonOf, readBody } from './read-body'
import { requestIdOf } from './request-id'
import { singleton } from './singleton'

/** What a route handler of either host looks like. */
export type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>

/** One checked request, as a use case sees it. */
export type Call<C extends Contract> = {
  actor: Actor
  params: z.output<C['params']>
  query: z.output<C['query']>
  input: z.output<C['body']>
  /** The `Idempotency-Key`, and what it was used for. */
  key: string | null
  fingerprint: Buffer
  now: Date
  origin: Origin
  request: Request
}

/** An answer with its own headers, status or ready text. */
export class Answer {
  constructor(
    readonly body: unknown,
    readonly options: {
      status?: number
      cookies?: readonly string[]
      cursor?: string | null
      headers?: readonly [string, string][]
      /** The text itself, instead of a body to turn into JSON. */
      text?: string
      contentType?: string
    } = {},
  ) {}
}

const nothing = new Uint8Array()

const keyForm = /^[\x21-\x7e]{1,200}$/

function fieldErrors(issues: readonly z.core.$ZodIssue[], where: string): FieldError[] {
  return issues.flatMap((issue) => {
    const path = [where, ...issue.path.map(String)].filter(Boolean).join('.')
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({ path: path ? `${path}.${key}` : key, reason: 'unknown_field' }))
    return [{ path, reason: issue.code === 'custom' ? issue.message : issue.code }]
  })
}

/** No text of the database can hold a NUL. Bodies are looked at as they are read. */
function assertNoNul(values: object): void {
  if (JSON.stringify(values).includes('\\u0000'))
    throw new AppError('invalid_input', {}, [{ path: '', reason: 'unsafe_characters' }])
}

function parsePart<S extends z.ZodType>(schema: S, value: unknown, where: string): z.output<S> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new AppError('invalid_input', {}, fieldErrors(parsed.error.issues, where).slice(0, 20))
}

/** Query parameters as an object; one given twice becomes a list. */
function queryOf(url: URL): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {}
  for (const name of new Set(url.searchParams.keys())) {
    const values = url.searchParams.getAll(name)
    query[name] = values.length === 1 ? (values[0] ?? '') : values
  }
  return query
}

/** Who is asking: a program by its Bearer token, a person by the session, a screen by its pairing, or else a visitor. */
async function whoAsks(contract: Contract, headers: Headers, now: Date): Promise<Actor> {
  if (contract.access === 'public')
    return (isMetered(contract) && (await softwareOf(headers, now))) || visitorOf(headers)
  // The pages of visitors say so: whoever takes a turn there is a visitor, also in a browser where staff are signed in.
  if (contract.access === 'visitor' && headers.get('x-dawr-as') === 'visitor') return visitorOf(headers)
  const known = (await softwareOf(headers, now)) ?? (await staffOf(headers, now)) ?? (await deviceOf(headers))
  return known ?? visitorOf(headers)
}

/** Throws unless the actor may use this endpoint somewhere; the use case says where. */
async function assertAccess({ access }: Contract, actor: Actor, headers: Headers): Promise<void> {
  if (access === 'public') return
  if (access === 'paired_device') {
    if (actor.kind !== 'device' && !(await pairedDeviceOf(headers))) throw new AppError('not_signed_in')
    return
  }
  // With a password that somebody else knows only one's own account may be looked after.
  if (access !== 'signed_in' && actor.kind === 'staff' && actor.mustChangePassword)
    throw new AppError('password_change_required')
  if (access === 'visitor') return
  if (actor.kind === 'visitor') throw new AppError('not_signed_in')
  if (access === 'signed_in') {
    if (actor.kind !== 'staff') throw new AppError('not_allowed')
    return
  }
  if (!may(actor, access)) throw new AppError('not_allowed')
}

/** Who asked, for what happens after a refusal. */
const askedBy = new WeakMap<Request, Actor>()

/** Notes it when what went wrong is that somebody known lacks a right. Never fails. */
export function noteDenial(request: Request, error: unknown, route: string): Promise<void> {
  return recordDenial(askedBy.get(request), error, route, clientNetwork(request))
}

async function actorOf(contract: Contract, request: Request, now: Date): Promise<Actor> {
  const actor = await whoAsks(contract, request.headers, now)
  askedBy.set(request, actor)
  await countRequest(contract, actor, request)
  await assertAccess(contract, actor, request.headers)
  if (actor.kind === 'staff' && (contract.endpoint.method !== 'GET' || contract.showsPresence))
    noteActivity(actor.sessionId, now)
  return actor
}

function keyOf(request: Request): string | null {
  const key = request.headers.get('idempotency-key')
  if (key !== null && !keyForm.test(key))
    throw new AppError('invalid_input', {}, [{ path: 'Idempotency-Key', reason: 'invalid_format' }])
  return key
}

/** Checks a request against its contract: origin, actor, rights, parameters, body. Throws what is wrong. */
export async function callOf<C extends Contract>(contract: C, request: Request, rawParams: unknown): Promise<Call<C>> {
  const isRead = contract.endpoint.method === 'GET'
  if (!isRead && !isOwnOrigin(request.headers)) throw new AppError('foreign_origin')
  countAddress(contract, request)
  // All of it is heard before it is asked who sends: whoever sends slowly acts with the rights of the end, not the start.
  const sent = isRead ? nothing : await readBody(request)
  const now = new Date()
  const actor = await actorOf(contract, request, now)
  const url = new URL(request.url)
  const body = jsonOf(request, sent)
  const key = isRead ? null : keyOf(request)
  const query = url.search === '' ? {} : queryOf(url)
  assertNoNul({ rawParams, query })
  return {
    actor,
    params: parsePart<C['params']>(contract.params, rawParams, ''),
    query: parsePart<C['query']>(contract.query, query, ''),
    input: parsePart<C['body']>(contract.body, body.value, ''),
    key,
    fingerprint:
      key === null
        ? Buffer.alloc(0)
        : // Keyed: a plain hash of a body that holds a phone number is soon guessed.
          keyedHash('request', `${request.method} ${url.pathname}\n${body.text}`),
    now,
    origin: { network: clientNetwork(request), requestId: requestIdHere() },
    request,
  }
}

type Plain = { status: number; headers: [string, string][]; body: string }
const plain = new WeakMap<Response, Plain>()

/** A response as plain data, if it was made here: our own host then writes it without going through a stream. */
export function plainOf(response: Response): Plain | undefined {
  return plain.get(response)
}

function respond(answer: unknown, status: number, requestId: string): Response {
  const it = answer instanceof Answer ? answer : new Answer(answer)
  const type = it.options.contentType ?? 'application/json'
  const headers: [string, string][] = [
    ['Content-Type', type],
    ['Cache-Control', 'no-store'],
    ['X-Request-Id', requestId],
    ['Content-Security-Policy', dataPolicy],
    ...quotaHeaders(),
    ...(it.options.headers ?? []),
  ]
  for (const cookie of it.options.cookies ?? []) headers.push(['Set-Cookie', cookie])
  if (it.options.cursor) headers.push(['X-Cursor', it.options.cursor])
  const body = it.options.text ?? JSON.stringify(it.body)
  const response = new Response(body, { status: it.options.status ?? status, headers })
  plain.set(response, { status: response.status, headers, body })
  return response
}

/** What went wrong as an answer: a known error as it is, a database that is away as 503, all else as 500 with the request's id. */
export function failure(error: unknown, requestId: string): Response {
  if (isAppError(error)) return problemResponse(error, requestId)
  if (isUnavailable(error)) {
    log().warn({ reason: (error as Error).message }, 'the database is away or crowded')
    return problemResponse(new AppError('unavailable', { retryAfterSeconds: 1 }), requestId)
  }
  log().error({ err: error }, 'unexpected error')
  return problemResponse(new AppError('internal'), requestId)
}

/** The contract behind each handler, so that a handler without one can be found. */
const behind = (): WeakMap<object, Contract> => singleton('contracts', () => new WeakMap())

/** Makes it known that a handler keeps to a contract. */
export function keepsTo<H extends Handler>(contract: Contract, handler: H): H {
  behind().set(handler, contract)
  return handler
}

/** The contract that a handler keeps to, if it was made of one. */
export function contractOf(handler: object): Contract | undefined {
  return behind().get(handler)
}

/**
 * Makes a route handler of a contract and a use case: host and origin checks, who is asking, rights, validation, answer.
 * The only place that catches errors: known ones become problem documents, others a 500 with the request's id.
 */
export function route<C extends Contract>(
  contract: C,
  work: (call: Call<C>) => Promise<z.input<C['answer']> | Answer>,
): Handler {
  const { method, path } = contract.endpoint
  return keepsTo(contract, (request, { params }) => {
    const requestId = requestIdOf(request)
    const started = performance.now()
    return inRequest({ requestId, route: `${method} ${path}` }, async () => {
      const response = await (async () => {
        assertAdmitted(request)
        // Next gives no parameters at all to a route whose path has none.
        const answer = await work(await callOf(contract, request, (await params) ?? {}))
        return respond(answer, contract.status ?? 200, requestId)
      })().catch(async (error: unknown) => {
        await noteDenial(request, error, `${method} ${path}`)
        return failure(error, requestId)
      })
      const seconds = (performance.now() - started) / 1_000
      metrics().requests.observe({ method, route: path, status: response.status }, seconds)
      logRequest(request, response.status, seconds)
      return response
    })
  })
}

/** Writes and refusals are logged as they happen; reads only when asked for, since they are most of the traffic. */
function logRequest(request: Request, status: number, seconds: number): void {
  const level = request.method === 'GET' && status < 400 ? 'debug' : 'info'
  // Whatever a client calls itself is shown to whoever reads the log: nothing in it may steer a terminal.
  const userAgent = request.headers
    .get('user-agent')
    ?.slice(0, 200)
    .replaceAll(/[^ -~]/g, '?')
  log()[level]({ status, ms: Math.round(seconds * 1_000), userAgent }, 'answered')
}

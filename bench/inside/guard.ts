import pg from 'pg'
import { POST as callNext } from '@/app/api/v1/queues/[service]/call-next/route'
import { GET as getSession } from '@/app/api/v1/session/route'
import { POST as join } from '@/app/api/v1/tickets/route'
import { config } from '@/lib/server/config/config'
import { db } from '@/lib/server/db/client'
import { migrate } from '@/lib/server/db/migrate'
import { openSession } from '@/lib/server/identity/session'
import { visitorCookie } from '@/lib/server/identity/visitor'
import { awaitRedis } from '@/lib/server/redis'
import { newId } from '@/lib/shared/ids'
import { makeBranch } from '@/prisma/factories/branch-factory'
import { makeStaff } from '@/prisma/factories/people-factory'
import { measureParts } from './guard-parts'
import { measureRefusals } from './guard-refusals'
import { host, post } from './requests'
import { takeAllFor } from './unguarded/session'

// The measured process of the bench `guard`: runs the work its parent requests and reports the time. Bundled
// twice: unchanged, and with the modules of `unguarded/` replacing those of the same name.

const service = 'lab'

let statements = 0
const send = pg.Client.prototype.query
// All database queries of this process go through here.
pg.Client.prototype.query = function query(this: pg.Client, ...args: never[]) {
  statements++
  return Reflect.apply(send, this, args)
} as typeof send

const ownCookie = (line: string): string => line.split(';')[0] ?? ''

async function signIn(accountId: string): Promise<string> {
  const session = { accountId, method: 'password' as const, deviceId: null, userAgent: '', address: '' }
  const { cookie } = await db().$transaction((tx) => openSession(tx, session, new Date()))
  return ownCookie(cookie)
}

async function prepare() {
  await migrate(config().databaseUrl ?? '', 'prisma/migrations')
  await awaitRedis()
  const branch = await makeBranch([{ slug: service, rooms: 50 }])
  const clerk = await makeStaff(branch)
  // A role in all branches: the directory of branches, which is reloaded every few seconds, then does not affect the
  // check.
  const owner = await makeStaff(null, 'owner')
  takeAllFor(clerk)
  return { branch, clerk, cookie: await signIn(clerk.accountId), ownerCookie: await signIn(owner.accountId) }
}

type Ground = Awaited<ReturnType<typeof prepare>>

async function expectDone(answer: Promise<Response>): Promise<void> {
  const { ok, status } = await answer
  if (!ok) throw new Error(`answered ${status}`)
}

/** Finishes all waiting tickets except `waiting`. */
async function setLine({ branch }: Ground, waiting: number): Promise<void> {
  await db().$executeRaw`
    UPDATE ticket SET state = 'cancelled', ended_at = now() WHERE branch_id = ${branch.id}::uuid AND state <> 'cancelled'`
  await db().queueDay.updateMany({ data: { waiting: 0, called: 0, inService: 0 } })
  await Promise.all(Array.from({ length: waiting }, () => newcomer(branch.slug)()))
}

type Measured = { cpuMs: number; wallMs: number; each: number[]; statements: number }

async function measured(jobs: readonly (() => Promise<void>)[], atOnce: boolean): Promise<Measured> {
  const each: number[] = []
  const timed = async (job: () => Promise<void>): Promise<void> => {
    const began = performance.now()
    await job()
    each.push(performance.now() - began)
  }
  globalThis.gc?.()
  const [before, began, asked] = [process.cpuUsage(), performance.now(), statements]
  if (atOnce) await Promise.all(jobs.map(timed))
  else for (const job of jobs) await timed(job)
  const { user, system } = process.cpuUsage(before)
  return { cpuMs: (user + system) / 1_000, wallMs: performance.now() - began, each, statements: statements - asked }
}

/** Calls to 50 rooms, one after another. */
function calls({ branch, cookie }: Ground): Promise<Measured> {
  const jobs = branch.servicePoints.map(({ slug }) => {
    const request = post(`/api/v1/queues/${service}/call-next`, { servicePoint: slug, branch: branch.slug }, cookie)
    return () => expectDone(callNext(request, { params: Promise.resolve({ service }) }))
  })
  return measured(jobs, false)
}

function newcomer(branch: string): () => Promise<void> {
  const request = post('/api/v1/tickets', { service, branch }, ownCookie(visitorCookie(newId())))
  return () => expectDone(join(request, { params: Promise.resolve({}) }))
}

/** 50 at a time. */
function joins({ branch }: Ground): Promise<Measured> {
  return measured(
    Array.from({ length: 50 }, () => newcomer(branch.slug)),
    true,
  )
}

/** How many statements a request with a cached session costs if it needs nothing else from the database. */
async function sessionStatements(
  { ownerCookie: cookie }: Ground,
  requests: number,
): Promise<{ first: number; others: number }> {
  const ask = (): Promise<void> => {
    const request = new Request(`http://${host}/api/v1/session`, { headers: { host, cookie } })
    return expectDone(getSession(request, { params: Promise.resolve({}) }))
  }
  const start = statements
  await ask()
  const first = statements - start
  for (let i = 0; i < requests; i++) await ask()
  return { first, others: statements - start - first }
}

type Ask =
  | { what: 'line'; waiting: number }
  | { what: 'refusals'; rounds: number }
  | { what: 'calls' | 'joins' | 'parts' | 'session' }

const ground = await prepare()

function answerTo(ask: Ask): Promise<unknown> {
  if (ask.what === 'calls') return calls(ground)
  if (ask.what === 'joins') return joins(ground)
  if (ask.what === 'line') return setLine(ground, ask.waiting)
  if (ask.what === 'refusals') return measureRefusals(ask.rounds)
  if (ask.what === 'session') return sessionStatements(ground, 1_000)
  const visitor = ownCookie(visitorCookie(newId()))
  return measureParts(ground.clerk, ground.branch.id, { staff: ground.cookie, visitor })
}

process.on('message', (ask: Ask) => {
  void answerTo(ask).then(
    (answer) => process.send?.({ answer }),
    (error: unknown) => process.send?.({ error: String((error as Error).stack) }),
  )
})
process.on('disconnect', () => process.exit(0))
process.send?.({ answer: 'ready' })

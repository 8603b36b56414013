import 'server-only'
import { type BranchRecord, businessDateOf, listBranches } from '@/lib/features/branches/server/public'
import { afterTelling, delayIn, type Kept } from '@/lib/features/estimates/expected-before'
import { type Idle, Learner, type Told } from '@/lib/features/estimates/learner'
import {
  addErrors,
  addTold,
  forgetOldLearned,
  keepTold,
  learnedUntil,
  noteLearned,
  readLearned,
  readTold,
  refreshLearned,
  writeLearned,
} from '@/lib/features/estimates/server/public'
import { type LinesNow, situationOf, tellingsOf } from '@/lib/features/estimates/situation'
import { inTransaction, type Tx } from '@/lib/server/db/client'
import { noteOf } from '@/lib/server/jobs/job-errors'
import { log } from '@/lib/server/log'
import { singleton } from '@/lib/server/singleton'
import { businessMinute } from '@/lib/shared/time'
import { linesNow } from './lines-now'
import { changedSince, readChanges, settledAfterMs } from './read-changes'
import { readLines } from './read-lines'
import { tellChangedWaits } from './tell-changed-waits'

/** What was expected in the last minutes, by branch. Another process that runs the job begins anew. */
const expected = (): Map<string, Kept> => singleton('expected-waits', () => new Map())

/** Notes in which lines people are called later than was expected some minutes ago, and why. */
function noteDelays(branch: BranchRecord, now: LinesNow, learner: Learner): void {
  const situation = situationOf(now, learner.learned)
  const kept = expected().get(branch.id) ?? []
  for (const { id } of now.lines) learner.noteDelay(id, delayIn(id, kept, now.at, situation))
  expected().set(branch.id, afterTelling(kept, now.at, situation))
}

/** Points without a visitor that somebody waits for, and since when. */
function idlePoints({ points, people }: LinesNow): Idle[] {
  const waits = new Map<string, number>()
  for (const { line, since } of people) waits.set(line, Math.min(since, waits.get(line) ?? Infinity))
  return points
    .filter(({ current }) => !current)
    .map(({ id, lines }) => ({ id, waitedFor: Math.min(...lines.map((line) => waits.get(line) ?? Infinity)) }))
    .filter(({ waitedFor }) => waitedFor < Infinity)
}

/** What is told now and was not before: to who has just come, and to who is past half way. */
function newTellings(now: LinesNow, learner: Learner, told: readonly Told[]): Told[] {
  const known = new Map(told.map((it) => [`${it.ticket} ${it.isFirst}`, it]))
  return tellingsOf(now, learner.learned).flatMap((telling, i) => {
    const person = now.people[i]
    if (!telling || !person || known.has(`${person.id} ${telling.isFirst}`)) return []
    if (!telling.isFirst && !known.has(`${person.id} true`)) return []
    return [{ ...telling, ticket: person.id, line: person.line, at: now.at }]
  })
}

/** The tickets whose tellings are not compared yet: those that wait, and those whose wait has ended since `now`. */
async function stillOpen(tx: Tx, { people, at }: LinesNow, told: readonly Told[]): Promise<string[]> {
  const waiting = new Set(people.map(({ id }) => id))
  const tickets = [...new Set(told.map(({ ticket }) => ticket))]
  const gone = tickets.filter((id) => !waiting.has(id))
  const justGone = await changedSince(tx, gone, new Date(at))
  return [...tickets.filter((id) => waiting.has(id)), ...justGone]
}

async function learnSince(tx: Tx, branch: BranchRecord, from: Date, until: Date): Promise<void> {
  const businessDate = businessDateOf(branch, until)
  const lines = await readLines(
    tx,
    branch.services.map(({ id }) => id),
    { businessDate, at: until },
  )
  const now = linesNow(branch, lines, { businessDate, at: until })
  const changes = await readChanges(tx, branch, from, until)
  const told = await readTold(tx, branch.id)
  const clock = { day: businessDate, minuteOf: (at: number) => businessMinute(new Date(at), branch) }
  const typical = new Map(branch.services.map(({ id, typicalMinutes }) => [id, typicalMinutes]))
  const learner = new Learner(await readLearned(tx, branch.id), clock, typical)
  if (learner.beginDay()) await forgetOldLearned(tx, branch.id, businessDate)
  for (const change of changes) {
    const ofTicket = told.filter((it) => it.ticket === change.ticket && it.line === change.line)
    learner.apply(change, ofTicket)
  }
  learner.markAway(idlePoints(now), until.getTime())
  noteDelays(branch, now, learner)
  await writeLearned(tx, branch.id, learner)
  await addErrors(tx, businessDate, learner)
  const ended = new Set(changes.filter(({ kind }) => kind === 'call' || kind === 'leave').map(({ ticket }) => ticket))
  const left = told.filter(({ ticket }) => !ended.has(ticket))
  await keepTold(tx, branch.id, await stillOpen(tx, now, left))
  await addTold(tx, branch.id, newTellings(now, learner, left))
}

/** Learns from what has happened in a branch since the last time. Learns of what comes from now on at the first time. */
export async function learnIn(branch: BranchRecord, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const until = new Date(now.getTime() - settledAfterMs)
    const from = await learnedUntil(tx, branch.id)
    if (from) await learnSince(tx, branch, from, until)
    await noteLearned(tx, branch.id, until)
  })
  await refreshLearned(branch.id)
}

async function learnAndTell(branch: BranchRecord, now: Date): Promise<void> {
  await learnIn(branch, now)
  await tellChangedWaits(branch, now)
}

/**
 * Learns in every branch what the estimates of waits need, and tells those who wait when theirs has changed; a branch that
 * fails does not stop the others.
 */
export async function learnWaits(signal: AbortSignal): Promise<void> {
  const failed: unknown[] = []
  for (const branch of await listBranches()) {
    signal.throwIfAborted()
    await learnAndTell(branch, new Date()).catch((error: unknown) => {
      log().error({ branch: branch.id, ...noteOf(error) }, 'the waits of a branch were not learned')
      failed.push(error)
    })
  }
  if (failed.length > 0) throw failed[0]
}

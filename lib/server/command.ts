import 'server-only'
import type { AppError } from '@/lib/shared/errors'
import { isAppError } from '@/lib/shared/errors'
import type { AuditChange, NewAuditEntry, Origin } from './audit/entry'
import { closeTransaction } from './close-transaction'
import { inTransaction, type Tx } from './db/client'
import { withRetry } from './db/retry'
import { commitWith } from './db/transaction'
import { bus } from './events/bus'
import type { EventBatch, NewEvent } from './events/event'
import { type Claim, claimKeys, releaseKeys, replayOfFirst, type StoredAnswer } from './idempotency'
import type { Actor } from './identity/actor'
import { invalidateCredentials } from './identity/credential-cache'
import { metrics } from './metrics'

/** One command of an actor. `key` and `fingerprint` identify its repeats. */
export type Command<Input> = {
  actor: Actor
  input: Input
  key: string | null
  fingerprint: Buffer
  now: Date
  /** Its origin; absent for commands of the system. */
  origin?: Origin
}

/** The outcome of one command: an answer to store, or a refusal that wrote nothing. */
export type Outcome = { answer: unknown; status: number } | { refused: AppError }

/**
 * The outcome of several commands in one transaction, with their events and audit. `branchId` is null for changes
 * without a branch; `invalidated` are the credentials whose permissions changed.
 */
export type Work = {
  branchId: string | null
  outcomes: Outcome[]
  events: NewEvent[]
  audit: NewAuditEntry[]
  invalidated?: readonly string[]
}

/** The outcome of one command. */
export type CommandResult = {
  branchId: string | null
  answer: unknown
  status?: number
  events?: NewEvent[]
  /** Every state change, without personal data, because the audit is permanent. */
  audit: readonly AuditChange[]
  invalidated?: readonly string[]
}

/** The answer to the caller; `visitorId` is set when it was stored for another first contact of the same person. */
export type Reply = { answer: unknown; status: number; cursor: string | null; visitorId: string | null }

type Attempt = { replies: (Reply | AppError)[]; batch: EventBatch | null; invalidated: readonly string[] }

function replyOf(outcome: Outcome, cursor: string | null): Reply | AppError {
  if ('refused' in outcome) {
    metrics().commands.inc({ outcome: 'refused' })
    return outcome.refused
  }
  metrics().commands.inc({ outcome: 'done' })
  return { answer: outcome.answer, status: outcome.status, cursor, visitorId: null }
}

function repeatedReply<Input>(
  commands: readonly Command<Input>[],
  earlier: readonly (Reply | AppError)[],
  claim: Exclude<Claim, 'fresh'>,
  at: number,
): Reply | AppError {
  metrics().commands.inc({ outcome: 'replayed' })
  if (isAppError(claim)) return claim
  if (!('sameAs' in claim)) return { ...claim, cursor: null }
  const [first, reply, command] = [commands[claim.sameAs], earlier[claim.sameAs], commands[at]]
  if (!first || !reply || !command) throw new Error('a repeat without its original')
  if (isAppError(reply)) return reply
  const replay = replayOfFirst(command, first, reply)
  return isAppError(replay) ? replay : { ...replay, cursor: reply.cursor }
}

async function attempt<Input>(
  tx: Tx,
  commands: readonly Command<Input>[],
  work: (tx: Tx, commands: readonly Command<Input>[]) => Promise<Work>,
): Promise<Attempt> {
  const claims = await claimKeys(tx, commands)
  const fresh = commands.filter((_, i) => claims[i] === 'fresh')
  const done = fresh.length > 0 ? await work(tx, fresh) : null
  if (done && done.outcomes.length !== fresh.length) throw new Error('a use case returned no outcome for a command')
  const answered: StoredAnswer[] = []
  const unused: string[] = []
  done?.outcomes.forEach((outcome, i) => {
    const key = fresh[i]?.key
    if (!key) return
    if ('refused' in outcome) unused.push(key)
    else answered.push({ key, status: outcome.status, answer: outcome.answer })
  })
  await releaseKeys(tx, unused)
  const batch = done && (await commitWith(tx, () => closeTransaction(tx, { ...done, answers: answered })))
  const cursor = batch ? `${batch.epoch}.${batch.events.at(-1)?.seq ?? 0}` : null

  const replies: (Reply | AppError)[] = []
  let next = 0
  claims.forEach((claim, i) => {
    if (claim !== 'fresh') return void replies.push(repeatedReply(commands, replies, claim, i))
    const outcome = done?.outcomes[next++]
    if (outcome) replies.push(replyOf(outcome, cursor))
  })
  return { replies, batch, invalidated: done?.invalidated ?? [] }
}

/**
 * Runs commands in one short transaction: claims their keys, does the work, stores the answers, writes the events, and
 * publishes them after the commit. Repeats get the stored answer. Deadlocks and lock timeouts are retried. A refusal
 * (AppError thrown by `work` for a single command) writes nothing.
 */
export async function runCommands<Input>(
  commands: readonly Command<Input>[],
  work: (tx: Tx, commands: readonly Command<Input>[]) => Promise<Work>,
): Promise<(Reply | AppError)[]> {
  const { replies, batch, invalidated } = await withRetry(() => inTransaction((tx) => attempt(tx, commands, work)))
  // Before the answer, so that the caller can rely on it.
  await invalidateCredentials(invalidated)
  // The caller is answered first: sending to thousands of streams takes tens of milliseconds.
  if (batch) setImmediate(() => void bus().publish(batch))
  return replies
}

/** The audit entries of one command's changes. */
export function auditOf<Input>(
  { actor, origin, now }: Command<Input>,
  changes: readonly AuditChange[],
): NewAuditEntry[] {
  return changes.map((change) => ({ ...change, actor, origin: origin ?? null, at: now }))
}

/** Runs one command; throws its refusal. */
export async function runCommand<Input>(
  command: Command<Input>,
  work: (tx: Tx, command: Command<Input>) => Promise<CommandResult>,
): Promise<Reply> {
  const [reply] = await runCommands([command], async (tx) => {
    const { branchId, answer, status, events, audit, invalidated } = await work(tx, command)
    return {
      branchId,
      outcomes: [{ answer, status: status ?? 200 }],
      events: events ?? [],
      audit: auditOf(command, audit),
      ...(invalidated && { invalidated }),
    }
  })
  if (!reply) throw new Error('a command got no reply')
  if (isAppError(reply)) throw reply
  return reply
}

/** Changes made by the system (such as a new day), in one transaction with events and audit; published after the commit. */
export async function runSystemWork(
  branchId: string | null,
  work: (tx: Tx) => Promise<{ events: NewEvent[]; audit: AuditChange[]; invalidated?: readonly string[] }>,
): Promise<void> {
  const at = new Date()
  const { batch, invalidated } = await withRetry(() =>
    inTransaction(async (tx) => {
      const { events, audit, invalidated } = await work(tx)
      const entries = audit.map((change) => ({ ...change, actor: null, origin: null, at }))
      const batch = await commitWith(tx, () => closeTransaction(tx, { branchId, events, audit: entries }))
      return { batch, invalidated: invalidated ?? [] }
    }),
  )
  await invalidateCredentials(invalidated)
  if (batch) void bus().publish(batch)
}

import 'server-only'
import { AppError } from '@/lib/shared/errors'
import { seal } from './crypto'
import { db, type Tx } from './db/client'
import { enterLocks } from './db/lock-order'
import { Prisma } from './generated/prisma/client'
import { type Actor, isFirstContact, subjectOf } from './identity/actor'
import { tryUnseal } from './open-sealed'

type Keyed = { actor: Actor; key: string | null; fingerprint: Buffer }
type Row = {
  key: string
  subject: string
  first_contact: boolean
  fingerprint: Uint8Array
  status: number | null
  answer_sealed: string | null
}
type Earlier = Pick<Row, 'subject' | 'first_contact' | 'fingerprint' | 'status'> & { answer: unknown }

/** Answers contain names and secret links, so each is sealed with its key as the place. */
const placeOf = (key: string): string => `idempotency_key.answer:${key}`

export type StoredAnswer = { key: string; status: number; answer: unknown }

type Replay = { answer: unknown; status: number; visitorId: string | null }

/**
 * The result of claiming a key: execute the command, repeat another one of this call, return the stored answer, or
 * refuse.
 */
export type Claim = 'fresh' | { sameAs: number } | Replay | AppError

/**
 * The claim of a key that was used before. A first contact has no identity yet: a repeat of its key, also without a
 * cookie, is the same browser whose answer was lost.
 */
function replayOf(command: Keyed, row: Earlier): Replay | AppError {
  const samePerson = row.subject === subjectOf(command.actor)
  const sameFirstContact = row.first_contact && isFirstContact(command.actor)
  if (!samePerson && !sameFirstContact) return new AppError('idempotency_key_of_another')
  if (!command.fingerprint.equals(row.fingerprint)) return new AppError('idempotency_key_reused')
  if (row.status === null) return new AppError('conflict')
  const visitorId = sameFirstContact ? row.subject.replace(/^visitor:/, '') : null
  return { answer: row.answer, status: row.status, visitorId }
}

/** The stored answer; null where it was removed or does not open: a repeat is then told only that it was done. */
function answerOf({ key, answer_sealed: sealed }: Row): unknown {
  const text = sealed && tryUnseal(sealed, placeOf(key))
  return text ? JSON.parse(text) : null
}

/** The claim of a command whose key was used by another command of the same batch, with the outcome of that one. */
export function replayOfFirst(
  command: Keyed,
  first: Keyed,
  outcome: { answer: unknown; status: number },
): Replay | AppError {
  const row = {
    subject: subjectOf(first.actor),
    first_contact: isFirstContact(first.actor),
    fingerprint: first.fingerprint,
  }
  return replayOf(command, { ...row, ...outcome })
}

/**
 * Claims the keys of several commands, in sorted order. Waits for a key that another transaction is using. Returns one
 * claim per command; a command without a key is always executed.
 */
export async function claimKeys(tx: Tx, commands: readonly Keyed[]): Promise<Claim[]> {
  // Of several with one key the first owns it, so the stored subject is the first one's.
  const known = new Set<string>()
  const keyed = commands.filter(({ key }) => key !== null && !known.has(key) && known.add(key))
  if (keyed.length === 0) return commands.map(() => 'fresh')
  enterLocks(tx, 'idempotency key')
  const rows = keyed.map(({ key, actor, fingerprint }) => {
    const [subject, isFirst] = [subjectOf(actor), isFirstContact(actor)]
    return { key, subject, first_contact: isFirst, fingerprint: fingerprint.toString('hex') }
  })
  const taken = await tx.$queryRaw<{ key: string }[]>`
    INSERT INTO idempotency_key (key, subject, first_contact, fingerprint)
    SELECT key, subject, first_contact, decode(fingerprint, 'hex')
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS it (key text, subject text, first_contact boolean, fingerprint text)
    ORDER BY key
    ON CONFLICT (key) DO NOTHING RETURNING key`
  const fresh = new Set(taken.map((row) => row.key))
  const used = keyed.flatMap((it) => (it.key !== null && !fresh.has(it.key) ? [it.key] : []))
  const earlier =
    used.length === 0
      ? []
      : await tx.$queryRaw<Row[]>`
          SELECT key, subject, first_contact, fingerprint, status, answer_sealed FROM idempotency_key WHERE key = ANY(${used}::text[])`
  const byKey = new Map(earlier.map((row) => [row.key, row]))
  const firstWith = new Map<string, number>()
  return commands.map((command, i) => {
    if (command.key === null) return 'fresh'
    const row = byKey.get(command.key)
    if (row) return replayOf(command, { ...row, answer: answerOf(row) })
    const first = firstWith.get(command.key)
    if (first !== undefined) return { sameAs: first }
    firstWith.set(command.key, i)
    return 'fresh'
  })
}

/** CTEs `answer` and `answered`: stores the answers for repeats. */
export function keepAnswers(answers: readonly StoredAnswer[]): Prisma.Sql {
  const rows = answers.map(({ key, status, answer }) => {
    return { key, status, answer: seal(JSON.stringify(answer), placeOf(key)) }
  })
  // The array makes PostgreSQL look up the keys: it takes the rows of JSON for a hundred, and would read the whole table.
  return Prisma.sql`answer AS (
    SELECT * FROM json_to_recordset(${JSON.stringify(rows)}::json) AS it (key text, status smallint, answer text)
  ), answered AS (
    UPDATE idempotency_key AS k SET status = it.status, answer_sealed = it.answer
    FROM answer AS it WHERE k.key = it.key AND k.key = ANY (ARRAY (SELECT key FROM answer))
  )`
}

/** Releases the keys of refused commands: nothing was done, so the same key may be used again. */
export async function releaseKeys(tx: Tx, keys: readonly string[]): Promise<void> {
  if (keys.length > 0) await tx.idempotencyKey.deleteMany({ where: { key: { in: [...keys] } } })
}

/** Whether a key already has an answer. One query. */
export async function isKeyKnown(key: string): Promise<boolean> {
  return (await db().idempotencyKey.count({ where: { key } })) > 0
}

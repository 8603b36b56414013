import 'server-only'
import { createHash } from 'node:crypto'
import { type Actor, idOf } from '../identity/actor'

/** Where a request came from, as far as it is kept: no address of one person. */
export type Origin = { network: string; requestId: string }

/** Plain JSON without personal data. */
export type AuditFields = Readonly<Record<string, string | number | boolean | null | readonly string[]>>

/** A change of state as the use case that made it tells it. */
export type Change = {
  /** What was done, `noun.verb`. */
  action: string
  subject: { type: string; id: string }
  before?: AuditFields | null
  after?: AuditFields | null
  reason?: string | null
}

/** A change, with who made it (null: the system itself), from where, and when. */
export type NewAuditEntry = Change & { actor: Actor | null; origin: Origin | null; at: Date }

/** An entry as it is kept; times in milliseconds. */
export type AuditRecord = {
  chainId: string
  at: number
  actorKind: string
  actorId: string | null
  sessionId: string | null
  network: string | null
  requestId: string | null
  action: string
  subjectType: string
  subjectId: string
  before: AuditFields | null
  after: AuditFields | null
  reason: string | null
}

/** The chain of what belongs to no branch. */
export const installationChain = '00000000-0000-0000-0000-000000000000'

/** A text as the database can keep it: neither NUL nor half a character, or it would be refused, or read back as another. */
function storable<T extends string | null>(text: T): T {
  return text === null ? text : (text.toWellFormed().replaceAll('\0', '\uFFFD') as T)
}

function storableValue(value: AuditFields[string]): AuditFields[string] {
  if (typeof value === 'string') return storable(value)
  return Array.isArray(value) ? value.map((text: string) => storable(text)) : value
}

function storableFields(fields: AuditFields | null | undefined): AuditFields | null {
  if (!fields) return null
  const known = Object.entries(fields).filter(([, value]) => value !== undefined)
  return Object.fromEntries(known.map(([name, value]) => [storable(name), storableValue(value)]))
}

/** What will be kept of an entry. */
export function recordOf(chainId: string, it: NewAuditEntry): AuditRecord {
  return {
    chainId,
    at: it.at.getTime(),
    actorKind: it.actor?.kind ?? 'system',
    actorId: it.actor && idOf(it.actor),
    sessionId: it.actor?.kind === 'staff' ? it.actor.sessionId : null,
    network: it.origin?.network ?? null,
    requestId: it.origin?.requestId ?? null,
    action: it.action,
    subjectType: it.subject.type,
    subjectId: storable(it.subject.id),
    before: storableFields(it.before),
    after: storableFields(it.after),
    reason: storable(it.reason ?? null),
  }
}

/** The fields in the order of their names: the database keeps them in an order of its own. */
function canonical(fields: AuditFields | null): unknown {
  return fields && Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1))
}

/** SHA-256 of everything that an entry says; its place is in the head of the chain. */
export function digestOf(it: AuditRecord): Buffer {
  const said = [it.chainId, it.at, it.actorKind, it.actorId, it.sessionId, it.network, it.requestId, it.action]
  const rest = [it.subjectType, it.subjectId, canonical(it.before), canonical(it.after), it.reason]
  return createHash('sha256')
    .update(JSON.stringify([...said, ...rest]))
    .digest()
}

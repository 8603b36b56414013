import 'server-only'
import { hash } from 'node:crypto'
import { type Actor, idOf } from '../identity/actor'

/** The stored origin of a request: a network, never a person's address. */
export type Origin = { network: string; requestId: string }

/** Plain JSON without personal data. */
export type AuditFields = Readonly<Record<string, string | number | boolean | null | readonly string[]>>

/** Typed with the actions of the features: `lib/features/all-audit-actions.ts` declares the member `action`. */
export interface AuditRegister {}

/** The declared action, `noun.verb`. */
export type AuditAction = AuditRegister['action']

/** A change of state, as reported by the use case that made it. */
export type AuditChange = {
  action: AuditAction
  subject: { type: string; id: string }
  before?: AuditFields | null
  after?: AuditFields | null
  reason?: string | null
}

/** A change, with who made it (null: the system itself), from where, and when. */
export type NewAuditEntry = AuditChange & { actor: Actor | null; origin: Origin | null; at: Date }

/** A stored entry; times in milliseconds. */
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

/** The chain of entries without a branch. */
export const installationChain = '00000000-0000-0000-0000-000000000000'

/** NUL and lone surrogates in JSON notation: the database would refuse them or return another text. */
const unstorable = /\\u(?:0000|d[89a-f])/

function storableText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD')
}

function storableFields(fields: AuditFields | null): AuditFields | null {
  return (
    fields &&
    (JSON.parse(JSON.stringify(fields), (_, value: unknown) => {
      if (typeof value === 'string') return storableText(value)
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
      return Object.fromEntries(Object.entries(value).map(([name, it]) => [storableText(name), it as unknown]))
    }) as AuditFields)
  )
}

/** An entry's data in a form that the database can store. Almost never changes anything. */
function storable(it: AuditRecord): AuditRecord {
  const { subjectId, before, after, reason } = it
  if (!unstorable.test(JSON.stringify([subjectId, before, after, reason]))) return it
  return {
    ...it,
    subjectId: storableText(subjectId),
    before: storableFields(before),
    after: storableFields(after),
    reason: reason && storableText(reason),
  }
}

/** The stored form of an entry. */
export function recordOf(chainId: string, it: NewAuditEntry): AuditRecord {
  return storable({
    chainId,
    at: it.at.getTime(),
    actorKind: it.actor?.kind ?? 'system',
    actorId: it.actor && idOf(it.actor),
    sessionId: it.actor?.kind === 'staff' ? it.actor.sessionId : null,
    network: it.origin?.network ?? null,
    requestId: it.origin?.requestId ?? null,
    action: it.action,
    subjectType: it.subject.type,
    subjectId: it.subject.id,
    before: it.before ?? null,
    after: it.after ?? null,
    reason: it.reason ?? null,
  })
}

/** The fields sorted by name, because the database does not preserve their order. */
function canonical(fields: AuditFields | null): unknown {
  if (fields === null) return null
  const said = Object.entries(fields).filter(([, value]) => value !== undefined)
  return said.sort(([a], [b]) => (a < b ? -1 : 1))
}

/** SHA-256 of an entry's content; its position is part of the chain's head. */
export function digestOf(it: AuditRecord): Buffer {
  const said = [it.chainId, it.at, it.actorKind, it.actorId, it.sessionId, it.network, it.requestId, it.action]
  const rest = [it.subjectType, it.subjectId, canonical(it.before), canonical(it.after), it.reason]
  return hash('sha256', JSON.stringify([...said, ...rest]), 'buffer')
}

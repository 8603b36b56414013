import 'server-only'
import type { AuditChange } from '@/lib/server/audit/entry'
import type { LocalisedText } from '@/lib/shared/fields'
import type { Hours } from '../../hours-contract'
import type { Opening } from '../../opening-hours'

type Field = string | number | boolean | null | readonly string[] | LocalisedText | Hours
type Fields = Readonly<Record<string, Field | undefined>>

type AuditFields = NonNullable<AuditChange['after']>
type AuditField = AuditFields[string]

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const two = (number: number): string => String(number).padStart(2, '0')
const clock = (minute: number): string => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`

function textOf({ weekday, opensMinute, closesMinute }: Opening): string {
  return `${days[weekday] ?? weekday} ${clock(opensMinute)}–${clock(closesMinute)}`
}

/** A field as the audit keeps it: texts, numbers and lists of texts. */
function auditValue(value: Field): AuditField {
  if (typeof value !== 'object' || value === null) return value
  if ('ar' in value) return `${value.ar} / ${value.en}`
  if (!('weekly' in value)) return value
  const exceptions = value.exceptions.map(
    (it) => `${it.from}–${it.to} ${it.name.ar} / ${it.name.en}: ${it.openings.map(textOf).join(', ') || '—'}`,
  )
  return [...value.weekly.map(textOf), ...exceptions]
}

/** Fields with a value, as the audit keeps them. */
export function auditFields(fields: Fields): AuditFields {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, auditValue(value)]])),
  )
}

/** The audit of a change: the fields that it names and that differ, before and after it; nothing when none does. */
export function auditOfChange(
  about: Pick<AuditChange, 'action' | 'subject'>,
  before: Fields,
  { branch: _, version: __, ...named }: Fields,
): AuditChange[] {
  const [old, now] = [auditFields(before), auditFields(named)]
  const changed = Object.keys(now).filter((name) => JSON.stringify(old[name]) !== JSON.stringify(now[name]))
  const only = (fields: AuditFields) => Object.fromEntries(changed.map((name) => [name, fields[name] ?? null]))
  return changed.length === 0 ? [] : [{ ...about, before: only(old), after: only(now) }]
}

import 'server-only'

/** A kind of personal value; one retention rule applies to each. */
export type PersonalKind =
  | 'holder_name'
  | 'person'
  | 'phone_confirmation'
  | 'session_address'
  | 'second_factor'
  | 'stored_answer'

/** How long a kind is kept: the variable that sets it, or the rule. docs/privacy.md documents it. */
export const keptFor: Readonly<Record<PersonalKind, string>> = {
  holder_name: 'RETENTION_HOLDER_NAME_DAYS',
  person: 'RETENTION_PERSON_DAYS',
  phone_confirmation: 'RETENTION_CONFIRMATION_DAYS',
  session_address: 'RETENTION_SESSION_DAYS',
  second_factor: 'until it is switched off',
  stored_answer: '7 days',
}

/** A column whose values are sealed. */
export type SealedColumn = {
  table: string
  column: string
  /** The column that identifies a row; with `place` it is what a value is bound to. */
  row: 'id' | 'key'
  /** The place passed to `seal` and `unseal`, before the colon. */
  place: string
  /** The column with the blind index of the same value, keyed for the same place. */
  index?: string
  kind: PersonalKind
}

/** Every sealed column. Re-sealing, counting and the data map in docs/privacy.md use this list. */
export const sealedColumns: readonly SealedColumn[] = [
  { table: 'visit', column: 'holder_name_sealed', row: 'id', place: 'visit.holder_name', kind: 'holder_name' },
  { table: 'visit_step', column: 'remark_sealed', row: 'id', place: 'visit_step.remark', kind: 'holder_name' },
  { table: 'person', column: 'name_sealed', row: 'id', place: 'person.name', kind: 'person' },
  {
    table: 'person',
    column: 'phone_sealed',
    row: 'id',
    place: 'person.phone',
    index: 'phone_index',
    kind: 'person',
  },
  {
    table: 'person',
    column: 'national_id_sealed',
    row: 'id',
    place: 'person.national_id',
    index: 'national_id_index',
    kind: 'person',
  },
  { table: 'person', column: 'notes_sealed', row: 'id', place: 'person.notes', kind: 'person' },
  {
    table: 'phone_confirmation',
    column: 'phone_sealed',
    row: 'id',
    place: 'phone_confirmation.phone',
    index: 'phone_index',
    kind: 'phone_confirmation',
  },
  { table: 'session', column: 'address_sealed', row: 'id', place: 'session.address', kind: 'session_address' },
  { table: 'account', column: 'totp_secret_sealed', row: 'id', place: 'account.totp_secret', kind: 'second_factor' },
  {
    table: 'idempotency_key',
    column: 'answer_sealed',
    row: 'key',
    place: 'idempotency_key.answer',
    kind: 'stored_answer',
  },
]

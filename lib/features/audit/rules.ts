import type { AuditPageDto } from './contract'

/** An action, `noun.verb`, or all of a noun with `noun.` */
export const actionFilter = /^[a-z][a-z_]*\.(?:[a-z][a-z_]*)?$/

/** Stands in an address for what belongs to no branch; no branch can have this name. */
export const noBranch = '*'

/** What the audit is searched by on its page, as it stands in the address. Days are those of the branch. */
export type AuditSearch = {
  branch: string | null
  from: string | null
  to: string | null
  actor: string | null
  action: string | null
  subject: string | null
  before: number | null
}

/** Somebody or something that may have changed what is shown. */
export type PossibleActor = { id: string; name: string; kind: 'staff' | 'device' | 'software' }

/** All that the page of the audit shows. */
export type AuditView = {
  /** The search as it was carried out: with a branch. */
  search: AuditSearch
  branches: readonly { slug: string; name: { ar: string; en: string } }[]
  /** Whether what belongs to no branch may be asked for. */
  everywhere: boolean
  /** The clock and the digits of the branch. */
  place: { timeZone: string; digits: 'arab' | 'latn' }
  actors: readonly PossibleActor[]
  page: AuditPageDto
}

const day = /^\d{4}-\d{2}-\d{2}$/
const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/

function isDay(text: string): boolean {
  // There is no 31st of February: such a day would be read as another.
  return day.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true
}

/** Reads the search in an address. What is not well formed counts as not said: people change addresses by hand. */
export function searchOf(query: Readonly<Record<string, string | string[] | undefined>>): AuditSearch {
  const said = (name: string, isGood: (text: string) => boolean): string | null => {
    const text = query[name]
    return typeof text === 'string' && isGood(text) ? text : null
  }
  const before = said('before', (text) => /^[1-9]\d{0,14}$/.test(text))
  return {
    branch: said('branch', (text) => text !== '' && text.length <= 40),
    from: said('from', isDay),
    to: said('to', isDay),
    actor: said('actor', (text) => uuid.test(text)),
    action: said('action', (text) => text.length <= 80 && actionFilter.test(text)),
    subject: said('subject', (text) => text !== '' && text.length <= 200 && !text.includes('\0')),
    before: before === null ? null : Number(before),
  }
}

/** The address of a search, without the language. */
export function addressOf(search: Partial<AuditSearch>): string {
  const entries = Object.entries(search).flatMap(([name, value]) => (value === null ? [] : [[name, String(value)]]))
  const query = new URLSearchParams(entries).toString()
  return query === '' ? '/admin/audit' : `/admin/audit?${query}`
}

/** Whether anything but the branch narrows a search. */
export function isNarrow({ branch: _, before: __, ...rest }: AuditSearch): boolean {
  return Object.values(rest).some((value) => value !== null)
}

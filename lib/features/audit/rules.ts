/** An action, `noun.verb`, or all of a noun with `noun.` */
export const actionFilter = /^[a-z][a-z_]*\.(?:[a-z][a-z_]*)?$/

/** The branch parameter for entries without a branch; no branch can have this slug. */
export const noBranch = '*'

/** The filters of the audit, as the address has them. Days are business days of the branch. */
export type AuditSearch = {
  branch: string | null
  from: string | null
  to: string | null
  actor: string | null
  action: string | null
  subject: string | null
  before: number | null
}

const day = /^\d{4}-\d{2}-\d{2}$/
const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/

function isDay(text: string): boolean {
  // Reject dates such as 31 February, which Date would shift to March.
  return day.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true
}

/** Parses the filters of an address. Ignores malformed values, because people edit addresses by hand. */
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

/** The address of filters, without the language. */
export function addressOf(search: Partial<AuditSearch>): string {
  const entries = Object.entries(search).flatMap(([name, value]) => (value === null ? [] : [[name, String(value)]]))
  const query = new URLSearchParams(entries).toString()
  return query === '' ? '/admin/audit' : `/admin/audit?${query}`
}

/** Whether any filter except the branch is set. */
export function isFiltered({ branch: _, before: __, ...rest }: AuditSearch): boolean {
  return Object.values(rest).some((value) => value !== null)
}

import { type StaffRole, staffRoles } from '@/lib/shared/permissions'

/** Filters of the staff list; kept in the address, so that it can be bookmarked and shared. */
export type StaffQuery = {
  q: string
  role: StaffRole | ''
  branch: string
  active: 'true' | 'false' | ''
  /** Cursor: the user name after which the page begins. */
  after: string
}

const none: StaffQuery = { q: '', role: '', branch: '', active: '', after: '' }

/** Parses the filters of an address. Ignores unknown parameters, so that every address shows a list. */
export function staffQueryOf(given: Readonly<Record<string, string | string[] | undefined>>): StaffQuery {
  const text = (name: string): string => {
    const value = given[name]
    return typeof value === 'string' ? value.trim() : ''
  }
  const [active, branch] = [text('active'), text('branch')]
  return {
    q: text('q').slice(0, 80),
    role: staffRoles.find((it) => it === text('role')) ?? '',
    branch: /^[a-z0-9-]{1,60}$/.test(branch) ? branch : '',
    active: active === 'true' || active === 'false' ? active : '',
    after: text('after').slice(0, 40),
  }
}

/** The query parameters of the request and of the address: only those that are set. */
export function chosenOf(query: StaffQuery): Record<string, string> {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''))
}

/** The address of a list, without the language. */
export function staffListPath(query: StaffQuery): string {
  const search = new URLSearchParams(chosenOf(query)).toString()
  return search === '' ? '/admin/staff' : `/admin/staff?${search}`
}

/** Whether any filter is set. A later page of the whole list has none. */
export function isFiltered({ after: _, ...query }: StaffQuery): boolean {
  return Object.values(query).some((value) => value !== '')
}

/** Changes some of the filters and returns to the first page. */
export function withFilters(query: StaffQuery, change: Partial<StaffQuery>): StaffQuery {
  return { ...query, after: '', ...change }
}

/** The whole list, first page. */
export const noFilters = none

import { type StaffRole, staffRoles } from '@/lib/shared/permissions'

/** What the list of staff is narrowed to; lives in the address, so that it can be kept and sent on. */
export type StaffQuery = {
  q: string
  role: StaffRole | ''
  branch: string
  active: 'true' | 'false' | ''
  /** The user name after which the page begins. */
  after: string
}

const none: StaffQuery = { q: '', role: '', branch: '', active: '', after: '' }

/** Reads an address. What it does not know it leaves out, so that any address shows a list. */
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

/** What is asked of the server, and what stands in the address: only what was chosen. */
export function chosenOf(query: StaffQuery): Record<string, string> {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''))
}

/** The address of a list, without its language. */
export function staffListPath(query: StaffQuery): string {
  const search = new URLSearchParams(chosenOf(query)).toString()
  return search === '' ? '/admin/staff' : `/admin/staff?${search}`
}

/** Whether the list is narrowed at all. A later page of everybody is not. */
export function isNarrowed({ after: _, ...query }: StaffQuery): boolean {
  return Object.values(query).some((value) => value !== '')
}

/** The same narrowing changed in a part, from its first page. */
export function narrowed(query: StaffQuery, change: Partial<StaffQuery>): StaffQuery {
  return { ...query, after: '', ...change }
}

/** Everybody, from the first page. */
export const everybody = none

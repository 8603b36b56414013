import type { Permission } from './permissions'

export type AdminSection = {
  name: 'setUp' | 'staff' | 'devices' | 'software' | 'flags' | 'persons' | 'audit' | 'waits' | 'jobs'
  /** Without the language. */
  path: string
  needs: Permission
}

const sections: readonly AdminSection[] = [
  { name: 'setUp', path: '/admin/set-up', needs: 'branch.manage' },
  { name: 'staff', path: '/admin/staff', needs: 'staff.read' },
  { name: 'persons', path: '/admin/persons', needs: 'person.read' },
  { name: 'devices', path: '/admin/devices', needs: 'device.manage' },
  { name: 'software', path: '/admin/software', needs: 'software.manage' },
  { name: 'flags', path: '/admin/flags', needs: 'flag.read' },
  { name: 'audit', path: '/admin/audit', needs: 'audit.read' },
  { name: 'waits', path: '/admin/waiting-times', needs: 'audit.read' },
  { name: 'jobs', path: '/admin/jobs', needs: 'job.manage' },
]

/** The sections of the administration that these permissions open, in navigation order. */
export function sectionsFor(permissions: readonly Permission[]): readonly AdminSection[] {
  return sections.filter((it) => permissions.includes(it.needs))
}

/** The first page after signing in: the console, else the first open section of the administration, else the own account. */
export function landingPath(permissions: readonly Permission[]): string {
  if (permissions.includes('queue.read')) return '/console'
  return sectionsFor(permissions)[0]?.path ?? '/account'
}

/** Whether the page at `pathname` (with its language) belongs to the section at `path`. */
export function isWithin(pathname: string, path: string): boolean {
  const here = pathname.replace(/^\/(ar|en)(?=\/|$)/, '')
  return here === path || here.startsWith(`${path}/`)
}

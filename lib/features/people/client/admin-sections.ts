import type { Permission } from '@/lib/shared/permissions'
import type { OfficeIconName } from '@/lib/ui/office/office-icon'

export type AdminSection = {
  name: 'staff' | 'devices' | 'software' | 'persons' | 'audit'
  /** Without the language. */
  path: string
  needs: Permission
  icon: OfficeIconName
}

const sections: readonly AdminSection[] = [
  { name: 'staff', path: '/admin/staff', needs: 'staff.read', icon: 'people' },
  { name: 'persons', path: '/admin/persons', needs: 'person.read', icon: 'person' },
  { name: 'devices', path: '/admin/devices', needs: 'device.manage', icon: 'devices' },
  { name: 'software', path: '/admin/software', needs: 'software.manage', icon: 'code' },
  { name: 'audit', path: '/admin/audit', needs: 'audit.read', icon: 'audit' },
]

/** The parts of the administration that somebody with these permissions may open, in their order. */
export function sectionsFor(permissions: readonly Permission[]): readonly AdminSection[] {
  return sections.filter((it) => permissions.includes(it.needs))
}

/** Where somebody's work begins: at the console, else with the first part of the administration, else at their own account. */
export function landingPath(permissions: readonly Permission[]): string {
  if (permissions.includes('queue.read')) return '/console'
  return sectionsFor(permissions)[0]?.path ?? '/account'
}

/** Whether the page at `pathname` (with its language) belongs to the section at `path`. */
export function isWithin(pathname: string, path: string): boolean {
  const here = pathname.replace(/^\/(ar|en)(?=\/|$)/, '')
  return here === path || here.startsWith(`${path}/`)
}

/** Which role has which permission. A role is held in one branch, or in all. */
export const staffRoles = [
  'owner',
  'administrator',
  'manager',
  'reception',
  'clerk',
  'sales',
  'cashier',
  'production',
  'installer',
  'support',
  'accountant',
] as const
/** The roles of staff. */
export type StaffRole = (typeof staffRoles)[number]

export const deviceRoles = ['display', 'kiosk'] as const
/** The roles of devices without a person. */
export type DeviceRole = (typeof deviceRoles)[number]

export const roles = [...staffRoles, ...deviceRoles] as const
export type Role = StaffRole | DeviceRole

/** The permissions. `read` shows, `manage` changes. */
export const permissions = [
  /** The state of all queues of a branch, as on a hall screen. */
  'board.read',
  /** The line of a clinic, with names. */
  'queue.read',
  'queue.serve',
  'ticket.issue',
  'ticket.manage',
  /** A visitor's personal data: phone, national id, notes. */
  'person.read',
  'person.manage',
  'person.export',
  'person.erase',
  'staff.read',
  'staff.manage',
  'device.manage',
  'software.manage',
  /** The set-up of a branch. */
  'branch.manage',
  /** Which features are on; each flag declares the permission for switching it. */
  'flag.read',
  'audit.read',
  /** Background jobs: see what failed and what waits, run failed ones again. */
  'job.manage',
] as const
export type Permission = (typeof permissions)[number]

const line = ['board.read', 'queue.read', 'ticket.issue', 'ticket.manage'] as const

const granted: Record<Role, readonly Permission[]> = {
  owner: permissions,
  administrator: permissions,
  manager: [
    ...line,
    'queue.serve',
    'person.read',
    'person.manage',
    'staff.read',
    'device.manage',
    'flag.read',
    'audit.read',
  ],
  reception: [...line, 'person.read', 'person.manage'],
  clerk: [...line, 'queue.serve', 'person.read'],
  sales: [...line, 'queue.serve', 'person.read', 'person.manage'],
  cashier: ['board.read', 'queue.read', 'person.read'],
  production: ['board.read'],
  installer: ['board.read'],
  support: ['board.read', 'queue.read', 'ticket.issue', 'ticket.manage', 'person.read', 'person.manage'],
  accountant: ['board.read', 'audit.read'],
  display: ['board.read'],
  kiosk: ['board.read', 'ticket.issue'],
}

/** Whether `role` has `permission`. */
export function roleMay(role: Role, permission: Permission): boolean {
  return granted[role].includes(permission)
}

/** Whether `permission` concerns the whole installation: a role in one branch does not grant it. */
export function isForInstallation(permission: Permission): boolean {
  return permission === 'job.manage'
}

/**
 * The roles that a holder of these roles may grant and revoke, in the branches where they hold them: an owner every
 * role, an administrator every role except owner, others none.
 */
export function grantableBy(held: readonly StaffRole[]): readonly StaffRole[] {
  if (held.includes('owner')) return staffRoles
  return held.includes('administrator') ? staffRoles.filter((role) => role !== 'owner') : []
}

/** The permissions that a program's token may have: none to manage people, devices, tokens and the set-up. */
export const softwareScopes = permissions.filter(
  (it) =>
    !['staff.manage', 'device.manage', 'software.manage', 'branch.manage', 'person.erase', 'job.manage'].includes(it),
)

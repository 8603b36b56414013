/** What a role may do, as data: one table. */
export const roles = ['administrator', 'manager', 'reception', 'clerk'] as const
export type Role = (typeof roles)[number]

export const permissions = ['queue.read', 'queue.serve', 'ticket.issue', 'ticket.manage'] as const
export type Permission = (typeof permissions)[number]

const granted: Record<Role, readonly Permission[]> = {
  administrator: permissions,
  manager: permissions,
  reception: ['queue.read', 'ticket.issue', 'ticket.manage'],
  clerk: ['queue.read', 'queue.serve', 'ticket.issue', 'ticket.manage'],
}

/** Whether `role` carries `permission`. */
export function roleMay(role: Role, permission: Permission): boolean {
  return granted[role].includes(permission)
}

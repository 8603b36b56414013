import type { Permission } from '@/lib/shared/permissions'
import type { KeyAction } from './keys'

type May = (permission: Permission) => boolean

/** A walk-in has a name and may be an emergency, which only those who manage tickets may give. */
export function mayAddWalkIn(may: May): boolean {
  return may('ticket.issue') && may('ticket.manage')
}

/** Whether a key has a use: by the person's permissions, and whether this console is at a service point. */
export function mayUse(action: KeyAction, may: May, atPoint: boolean): boolean {
  switch (action) {
    case 'search':
      return true
    case 'undo':
      return may('ticket.manage')
    case 'walkIn':
      return mayAddWalkIn(may)
    case 'hold':
    case 'transfer':
      return atPoint && may('ticket.manage')
    default:
      return atPoint && may('queue.serve')
  }
}

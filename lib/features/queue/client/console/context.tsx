'use client'

import { createContext, type ReactNode, use, useSyncExternalStore } from 'react'
import type { PolledLiveness } from '@/lib/client/use-polling'
import type { SessionDto } from '@/lib/features/accounts/contract'
import type { BranchDto, ServiceDto, ServicePointDto } from '@/lib/features/branches/contract'
import type { Formats } from '@/lib/i18n/formats'
import type { Permission } from '@/lib/shared/permissions'
import type { LineTicketDto } from '../../line-contract'
import type { Commands, Question } from './commands'
import type { ConsoleState, ConsoleStore } from './store'
import type { ConsoleKeys } from './use-keys'

/** The notice above the page; one at a time. */
export type OpenDialog =
  | { kind: 'transfer' | 'cancel'; ticket: LineTicketDto }
  | { kind: 'walkIn' | 'menu' | 'keys' }
  | { kind: 'anothers'; question: Question }
  | null

export type ConsoleWorld = {
  branch: BranchDto
  session: SessionDto
  /** Whether this person may do it; what one may not do is not shown. */
  may(permission: Permission): boolean
  /** The sign-out button. */
  signOut: ReactNode
  /** Links to the own account and the administration. */
  links: ReactNode
  formats: Formats
  store: ConsoleStore
  liveness: PolledLiveness
  commands: Commands
  keys: ConsoleKeys
  /** The service point worked at; null for staff who only keep the lines. */
  point: ServicePointDto | null
  /** The clinics whose lines this console keeps. */
  services: readonly ServiceDto[]
  /** The clinic whose line is shown and called from. */
  service: ServiceDto
  selectService(slug: string): void
  /** Opens the choice of service point again; null when there is no other. */
  leavePlace: (() => void) | null
  namesHidden: boolean
  hideNames(hidden: boolean): void
  soundOn: boolean
  setSound(on: boolean): void
  dialog: OpenDialog
  openDialog(dialog: OpenDialog): void
  search: string
  setSearch(typed: string): void
  /** Where this browser keeps what this person changed here. */
  historyKey: string
}

const ConsoleContext = createContext<ConsoleWorld | null>(null)
export const ConsoleProvider = ConsoleContext.Provider

/** The console of the current component tree. */
export function useConsole(): ConsoleWorld {
  const world = use(ConsoleContext)
  if (!world) throw new Error('used outside the console')
  return world
}

/** The lines and queues as known now. */
export function useConsoleState(store: ConsoleStore): ConsoleState {
  return useSyncExternalStore(store.subscribe, store.getState, store.getState)
}

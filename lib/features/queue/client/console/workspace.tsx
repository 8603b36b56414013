'use client'

import { useLocale } from 'next-intl'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { request } from '@/lib/client/api-client'
import { loadPage } from '@/lib/client/load-page'
import { usePolling } from '@/lib/client/use-polling'
import { useStream } from '@/lib/client/use-stream'
import type { SessionDto } from '@/lib/features/accounts/contract'
import type { BranchDto, ServiceDto, ServicePointDto } from '@/lib/features/branches/contract'
import { useFormats } from '@/lib/i18n/use-formats'
import * as endpoints from '../../endpoints'
import { readQueue } from '../read-queue'
import { useEmptyLineChime } from './chime'
import { ConsoleProvider, type ConsoleWorld, type OpenDialog, useConsoleState } from './context'
import { ConsoleLayout } from './layout'
import type { Line } from './line-view'
import { useRemembered, useSwitch } from './preferences'
import { createConsoleStore } from './store'
import { useConsoleCommands } from './use-commands'
import { useKeepLine } from './use-keep-line'
import { useConsoleKeys } from './use-keys'
import { useConsoleReports } from './use-reports'

type Props = {
  session: SessionDto
  branch: BranchDto
  signOut: ReactNode
  links: ReactNode
  point: ServicePointDto | null
  services: readonly ServiceDto[]
  /** The line shown when none is remembered. */
  first: ServiceDto
  /** Opens the choice of service point again; null when there is no other. */
  leavePlace: (() => void) | null
}

/** The console at one service point: its lines, live, and the commands on them. */
export function ConsoleWorkspace({ session, branch, signOut, links, point, services, first, leavePlace }: Props) {
  const locale = useLocale()
  const formats = useFormats(branch)
  const slugs = useMemo(() => services.map((service) => service.slug), [services])
  const [store] = useState(() => createConsoleStore((service) => readLine(branch.slug, service), slugs))
  const { apply, refreshAll, poll, close } = store
  useEffect(() => {
    void refreshAll()
    return close
  }, [refreshAll, close])
  // Subscribes to all queues: transfers show the public state of the other clinics too.
  const topics = useMemo(
    () => ({ branch: branch.slug, services: branch.services.map((one) => one.slug), lines: slugs }),
    [branch, slugs],
  )
  const liveness = usePolling(useStream(topics, apply), () => poll((service) => readQueue(branch.slug, service)))
  const state = useConsoleState(store)
  useLeaveWhenSignedOut(state.signedOut)

  const [remembered, rememberService] = useRemembered(`dawr.console.line.${branch.slug}.${point?.slug ?? ''}`)
  const service = services.find((one) => one.slug === remembered) ?? first
  const [namesHidden, hideNames] = useSwitch('dawr.console.hideNames')
  const [soundOn, setSound] = useSwitch('dawr.console.sound', true)
  useEmptyLineChime(service.slug, state.snapshots[service.slug]?.counts.waiting ?? null, soundOn)

  useKeepLine(branch, point, state.snapshots[service.slug], liveness.state === 'live')

  const keys = useConsoleKeys()
  const placeName = point ? formats.text(point.label[locale]) : ''
  const reports = useConsoleReports({ branch, service, placeName, undoKey: keys.shown.undo, formats })
  const pointSlug = point?.slug ?? null
  const place = useMemo(
    () => ({ branch: branch.slug, point: pointSlug, service: service.slug }),
    [branch.slug, pointSlug, service.slug],
  )
  const [dialog, openDialog] = useState<OpenDialog>(null)
  const historyKey = `dawr.console.done.${branch.slug}.${session.username}`
  const commands = useConsoleCommands(store, place, reports, openDialog, historyKey)
  const [search, setSearch] = useState('')
  const world: ConsoleWorld = {
    branch,
    session,
    may: (permission) => session.permissions.includes(permission),
    signOut,
    links,
    formats,
    store,
    liveness,
    commands,
    keys,
    point,
    services,
    service,
    selectService: rememberService,
    leavePlace,
    namesHidden,
    hideNames,
    soundOn,
    setSound,
    dialog,
    openDialog,
    search,
    setSearch,
    historyKey,
  }
  return (
    <ConsoleProvider value={world}>
      <ConsoleLayout />
    </ConsoleProvider>
  )
}

function readLine(branch: string, service: string): Promise<Line> {
  return request<Line>(endpoints.getLine, { params: { service }, query: { branch } })
}

/** The session ended elsewhere or expired: sign in again, then return here. */
function useLeaveWhenSignedOut(signedOut: boolean): void {
  const locale = useLocale()
  useEffect(() => {
    if (!signedOut) return
    const here = window.location.pathname + window.location.search
    loadPage(`/${locale}/sign-in?next=${encodeURIComponent(here)}`)
  }, [signedOut, locale])
}

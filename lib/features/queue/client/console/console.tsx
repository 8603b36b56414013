'use client'

import type { ReactNode } from 'react'
import type { SessionDto } from '@/lib/features/accounts/contract'
import type { BranchDto } from '@/lib/features/branches/contract'
import { ToastProvider } from '@/lib/ui/toast'
import { ConsolePicker } from './picker'
import { useRemembered } from './preferences'
import { ConsoleSkeleton } from './skeleton'
import { ConsoleWorkspace } from './workspace'

type Props = {
  session: SessionDto
  branch: BranchDto
  /** The sign-out button. */
  signOut: ReactNode
  /** Links to the own account and the administration. */
  links: ReactNode
}

/** The staff console: choose a service point, then work. Reception keeps all lines and needs no service point. */
export function Console({ session, branch, signOut, links }: Props) {
  const [place, rememberPlace] = useRemembered(`dawr.console.place.${branch.slug}`)
  const [last, rememberLast] = useRemembered(`dawr.console.last.${branch.slug}.${session.username}`)
  const mayServe = session.permissions.includes('queue.serve')
  if (place === undefined) return <ConsoleSkeleton />

  const point = mayServe ? branch.servicePoints.find((one) => place === `point:${one.slug}`) : undefined
  const keepsLines = !mayServe || place === 'lines'
  const services = branch.services.filter((service) => keepsLines || point?.services.includes(service.slug))
  const [first] = services
  if (!first)
    return (
      <ConsolePicker
        branch={branch}
        session={session}
        signOut={signOut}
        links={links}
        last={last ?? null}
        choose={(chosen) => {
          rememberLast(chosen)
          rememberPlace(chosen)
        }}
      />
    )
  return (
    <ToastProvider>
      <ConsoleWorkspace
        key={place}
        session={session}
        branch={branch}
        signOut={signOut}
        links={links}
        point={point ?? null}
        services={services}
        first={first}
        leavePlace={mayServe ? () => rememberPlace(null) : null}
      />
    </ToastProvider>
  )
}

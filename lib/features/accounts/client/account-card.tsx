import type { ReactNode } from 'react'
import { Card } from '@/lib/ui/card'

type Props = {
  icon: ReactNode
  title: string
  /** Its current state, as a badge. */
  state?: ReactNode
  text?: ReactNode
  actions?: ReactNode
  children?: ReactNode
}

/** One part of an account: title, state and actions. */
export function AccountCard({ icon, title, state, text, actions, children }: Props) {
  return (
    <Card className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-4 max-sm:p-4 md:grid-cols-[auto_minmax(0,1fr)_auto]">
      <span className="grid size-10 place-items-center self-start rounded-full bg-sunken text-ink-2">{icon}</span>
      <div>
        <div className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1">
          <h2 className="text-lg font-semibold">{title}</h2>
          {state}
        </div>
        {text !== undefined && <p className="max-w-2xl text-ink-2">{text}</p>}
      </div>
      {/* Dialogs take no room while they are closed. */}
      <div className="col-span-full md:row-start-2 [&>:not(dialog)]:mt-4">{children}</div>
      {actions !== undefined && (
        <div className="col-span-full mt-4 flex flex-wrap gap-3 sm:col-start-2 md:col-start-3 md:row-start-1 md:mt-0 md:max-w-md md:justify-end">
          {actions}
        </div>
      )}
    </Card>
  )
}

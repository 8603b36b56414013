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
    <Card className="grid gap-4 sm:p-6">
      <div className="flex items-start gap-4">
        <span className="grid size-11 shrink-0 place-items-center rounded-full bg-sunken text-ink-2">{icon}</span>
        <div className="min-w-0 flex-1">
          <div className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1">
            <h2 className="text-lg font-semibold">{title}</h2>
            {state}
          </div>
          {text !== undefined && <p className="max-w-2xl text-ink-2">{text}</p>}
        </div>
      </div>
      {children}
      {actions !== undefined && <div className="flex flex-wrap gap-3 sm:ps-15">{actions}</div>}
    </Card>
  )
}

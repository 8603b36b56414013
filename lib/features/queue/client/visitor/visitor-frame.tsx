import { useLocale } from 'next-intl'
import type { ReactNode } from 'react'
import type { BranchPlace } from '@/lib/features/branches/contract'
import { formatsOf } from '@/lib/i18n/formats'
import { localised } from '@/lib/i18n/localised'
import { AppBar } from '@/lib/ui/app-bar'

type Props = {
  branch: BranchPlace
  now: Date | string
  /** Content at the end of the bar. */
  bar?: ReactNode
  children: ReactNode
}

/** Frame of the visitor pages: branch and business day. */
export function VisitorFrame({ branch, now, bar, children }: Props) {
  const locale = useLocale()
  const formats = formatsOf({ locale, digits: branch.digits, timeZone: branch.timeZone })
  return (
    <div className="mx-auto flex min-h-dvh w-full max-w-6xl flex-col">
      <AppBar title={localised(branch.name, locale)} subtitle={formats.date(now)}>
        {bar}
      </AppBar>
      <main
        id="main"
        tabIndex={-1}
        className="outline-none flex-1 px-4 pt-1 lg:pt-6 pb-[max(2rem,env(safe-area-inset-bottom))]"
      >
        {children}
      </main>
    </div>
  )
}

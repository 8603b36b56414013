import type { ReactNode } from 'react'
import { Link } from '@/lib/i18n/navigation'
import { OfficeIcon } from './office-icon'

type Props = {
  title: ReactNode
  /** One sentence on the purpose of the page. */
  intro?: ReactNode
  /** The main action of the page, usually a primary button. */
  action?: ReactNode
  /** The parent page; its path without the language. */
  back?: { href: string; label: string }
}

/** The head of a staff page. */
export function PageHead({ title, intro, action, back }: Props) {
  return (
    <div className="mb-5 grid gap-1">
      {back && (
        <Link
          href={back.href}
          className="-ms-2 -mt-3 inline-flex min-h-11 items-center gap-1 justify-self-start rounded-md px-2 text-sm text-ink-2 hover:text-ink"
        >
          <OfficeIcon name="back" className="size-4" />
          {back.label}
        </Link>
      )}
      <div className="flex min-h-tap flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <h1 className="min-w-0 text-xl font-semibold md:text-2xl">{title}</h1>
        {action}
      </div>
      {intro !== undefined && <p className="max-w-3xl text-sm text-ink-2 md:text-base">{intro}</p>}
    </div>
  )
}

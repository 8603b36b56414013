import type { ReactNode } from 'react'
import { Link } from '@/lib/i18n/navigation'
import { Icon } from '../icon'

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
    <div className="mb-6 grid gap-2">
      {back && (
        <Link
          href={back.href}
          className="-ms-2 inline-flex min-h-11 items-center gap-1 justify-self-start rounded-md px-2 text-ink-2 hover:text-ink"
        >
          <Icon name="back" />
          {back.label}
        </Link>
      )}
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-4">
        <div className="min-w-0">
          <h1 className="text-2xl font-bold">{title}</h1>
          {intro !== undefined && <p className="mt-1 max-w-2xl text-ink-2">{intro}</p>}
        </div>
        {action}
      </div>
    </div>
  )
}

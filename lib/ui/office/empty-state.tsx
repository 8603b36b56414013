import type { ReactNode } from 'react'

type Props = {
  /** A large drawing, e.g. `<OfficeIcon name="people" className="size-7" />`. */
  icon: ReactNode
  title: string
  /** Why the list is empty and how to change that. */
  children?: ReactNode
  action?: ReactNode
  /** `h1` if it is the whole page. */
  heading?: 'h1' | 'h2'
}

/** Replaces an empty list. */
export function EmptyState({ icon, title, children, action, heading: Heading = 'h2' }: Props) {
  return (
    <div className="grid justify-items-center gap-3 px-4 py-14 text-center">
      <span className="grid size-14 place-items-center rounded-full bg-sunken text-ink-2">{icon}</span>
      <Heading className="text-lg font-semibold">{title}</Heading>
      {children !== undefined && <p className="max-w-md text-ink-2">{children}</p>}
      {action !== undefined && <div className="pt-2">{action}</div>}
    </div>
  )
}

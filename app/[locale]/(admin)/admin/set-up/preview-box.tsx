import type { ReactNode } from 'react'

type Props = {
  /** Where it is seen. */
  title: string
  children: ReactNode
}

/** A picture of another screen, made of its own parts. Nothing in it can be pressed, and it is read as its title. */
export function PreviewBox({ title, children }: Props) {
  return (
    <figure className="grid gap-2">
      <figcaption className="text-sm font-semibold text-ink-2">{title}</figcaption>
      <div role="img" aria-label={title} inert className="min-w-0">
        {children}
      </div>
    </figure>
  )
}

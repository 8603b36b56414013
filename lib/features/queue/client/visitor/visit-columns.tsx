import type { ReactNode } from 'react'

/** The layout of a visit: the ticket, and what belongs to it below or, on wide screens, beside it. */
export function VisitColumns({ ticket, children }: { ticket: ReactNode; children?: ReactNode }) {
  return (
    <div className="mx-auto grid max-w-xl gap-5 lg:max-w-5xl lg:grid-cols-[minmax(0,1fr)_24rem] lg:items-start">
      <div className="grid gap-3">{ticket}</div>
      <div className="grid gap-5">{children}</div>
    </div>
  )
}

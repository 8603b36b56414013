import { classNames } from './class-names'

/** The place of something that is on its way. Give it a size. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden="true" className={classNames('animate-breathe rounded-md bg-line', className)} />
}

/** A whole page on its way: bar, one large thing, a few rows. `label` is read aloud. */
export function PageSkeleton({ label }: { label: string }) {
  return (
    <div role="status" className="mx-auto grid w-full max-w-xl gap-4 p-4">
      <span className="sr-only">{label}</span>
      <Skeleton className="h-12 w-48" />
      <Skeleton className="h-72 rounded-lg" />
      <Skeleton className="h-16" />
      <Skeleton className="h-16" />
      <Skeleton className="h-16" />
    </div>
  )
}

import { classNames } from './class-names'

/** Placeholder of content that is loading. Give it a size. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden="true" className={classNames('animate-breathe rounded-md bg-line', className)} />
}

import { classNames } from './class-names'

/** The place of something that is on its way. Give it a size. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden="true" className={classNames('animate-breathe rounded-md bg-line', className)} />
}

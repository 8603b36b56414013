import { classNames } from './class-names'

/** The first letter of دَوْر on the brand colour. Decorative: the name is shown beside it. */
export function BrandMark({ className = 'size-11' }: { className?: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 64 64" className={classNames('shrink-0', className)}>
      <rect width="64" height="64" rx="18" className="fill-turn" />
      <path
        transform="translate(2 -0.75)"
        d="M25 17c8.5 3.5 15 11.5 15 21 0 7-5.2 10.5-12.5 10.5H20V41h7c3.3 0 5-1 5-3.5 0-5.5-4-10.7-9.5-13.5z"
        className="fill-on-turn"
      />
    </svg>
  )
}

import { classNames } from './class-names'

const paths = {
  bell: 'M6 16V11a6 6 0 0 1 12 0v5l1.5 2h-15zM10 21h4',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  chevron: 'M9 5l7 7-7 7',
  clock: 'M12 7v5l3 2M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z',
  close: 'M6 6l12 12M18 6L6 18',
  near: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zm0 0v9h9',
  noAnswer: 'M10 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM3.5 20c.5-3.5 3-5.5 6.5-5.5M15 15l5 5m0-5-5 5',
  offline:
    'M4 4l16 16M8.5 15.5a5 5 0 0 1 5-1.2M5 12a10 10 0 0 1 4.5-2.6M2.5 8.5a14 14 0 0 1 4-2.5M13 5.1a14 14 0 0 1 8.5 3.4M15.5 10A10 10 0 0 1 19 12M12 19h.01',
  pause: 'M9 6v12M15 6v12',
  pin: 'M12 21c4-4.5 6.5-7.7 6.5-11A6.5 6.5 0 0 0 5.5 10c0 3.3 2.5 6.5 6.5 11zM12 12.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4z',
  plus: 'M12 5v14M5 12h14',
  soundOff: 'M4 9.5v5h3.5L12 18V6L7.5 9.5zM16 9.5l5 5m0-5-5 5',
  soundOn: 'M4 9.5v5h3.5L12 18V6L7.5 9.5zM15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11',
  transfer: 'M4 8h14m-4-4 4 4-4 4M20 16H6m4-4-4 4 4 4',
  turn: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zm0 5.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7z',
  user: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c.7-4 3.5-6 7.5-6s6.8 2 7.5 6',
  warning: 'M12 4 2.5 20h19zM12 10v4.5M12 17.5h.01',
} as const

export type IconName = keyof typeof paths

/** Icons that point along the reading direction; mirrored in right-to-left pages. */
const directional: ReadonlySet<IconName> = new Set(['chevron', 'transfer'])

type Props = {
  name: IconName
  /** Side of the square, in Tailwind's size classes. */
  className?: string
}

/** An icon beside text. Decorative: give the control an accessible name. */
export function Icon({ name, className = 'size-5' }: Props) {
  const turns = directional.has(name) && 'rtl:-scale-x-100'
  return <Drawing path={paths[name]} className={classNames('shrink-0', turns, className)} />
}

/** A line drawing on a grid of 24. */
export function Drawing({ path, className }: { path: string; className: string }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={className}
    >
      <path d={path} />
    </svg>
  )
}

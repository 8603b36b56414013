import { classNames } from '../class-names'
import { Drawing } from '../icon'

const paths = {
  account:
    'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zm0 4a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM6.4 18.6c.9-2.3 2.9-3.6 5.6-3.6s4.7 1.3 5.6 3.6',
  audit: 'M7 4h10a1 1 0 0 1 1 1v15H7a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2zM9 9h6M9 12.5h6M9 16h3.5',
  back: 'M15 5l-7 7 7 7',
  building: 'M5 21V5a1 1 0 0 1 1-1h8a1 1 0 0 1 1 1v16M15 10h3a1 1 0 0 1 1 1v10M3 21h18M8.5 8h3M8.5 12h3M8.5 16h3',
  clock: 'M12 7v5l3 2M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z',
  code: 'M8.5 8L4 12l4.5 4M15.5 8l4.5 4-4.5 4M13.5 5l-3 14',
  copy: 'M9 9h10a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H9a1 1 0 0 1-1-1V10a1 1 0 0 1 1-1zM5 15H4V4a1 1 0 0 1 1-1h11v2',
  devices:
    'M3 6a1 1 0 0 1 1-1h14v4M3 6v9h9M8 19h4m-2-4v4M16 9h4a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-4a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1zM18 17.2h.01',
  display: 'M4 5h16a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1zM8 20.5h8',
  download: 'M12 3v11m-4-4 4 4 4-4M5 17v2.5h14V17',
  edit: 'M4 20l1-4.5L16 4.5a1.5 1.5 0 0 1 2 0L19.5 6a1.5 1.5 0 0 1 0 2L8.5 19zM14 6.5l3.5 3.5',
  flag: 'M8 6.5h8a5.5 5.5 0 0 1 0 11H8a5.5 5.5 0 0 1 0-11zM16 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z',
  hidden:
    'M4 4l16 16M10 6.2A9.8 9.8 0 0 1 12 6c5 0 8 4 9 6a14 14 0 0 1-2.6 3.4M14 14a3 3 0 0 1-4-4M6.6 7.8A14 14 0 0 0 3 12c1 2 4 6 9 6a9 9 0 0 0 3.5-.7',
  jobs: 'M4 12a8 8 0 0 1 13.7-5.6L20 8.5M20 4v4.5h-4.5M20 12a8 8 0 0 1-13.7 5.6L4 15.5M4 20v-4.5h4.5',
  key: 'M8 13a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM11 14l8.5-8.5M16 9l3 3M13.5 11.5l2 2',
  keyboard:
    'M4 6h16a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1zM7 10h.01M11 10h.01M15 10h.01M17.5 10h.01M8 14h8',
  laptop: 'M5 6a1 1 0 0 1 1-1h12a1 1 0 0 1 1 1v9H5zM3 18.5h18',
  link: 'M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1',
  lock: 'M6.5 11h11a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1h-11a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1zM8.5 11V8a3.5 3.5 0 0 1 7 0v3M12 14.5V17',
  menu: 'M4 7h16M4 12h16M4 17h16',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  people:
    'M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 19.5c.5-3.2 2.9-5 6.5-5s6 1.8 6.5 5M15.5 5a3.3 3.3 0 0 1 0 6.3M17.5 14.8c2.2.5 3.6 2 4 4.7',
  person:
    'M5 5a1 1 0 0 1 1-1h12a1 1 0 0 1 1 1v14a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1zM12 8a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM8.5 16.5c.4-1.8 1.6-2.5 3.5-2.5s3.1.7 3.5 2.5',
  phone: 'M8 3h8a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1H8a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zM11 18h2',
  print: 'M7 9V4h10v5M7 17H4.5v-6a2 2 0 0 1 2-2h11a2 2 0 0 1 2 2v6H17M7 14.5h10V20H7z',
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5L20 20',
  shield: 'M12 3l7 2.5V11c0 4.6-2.8 8-7 10-4.2-2-7-5.4-7-10V5.5zM9 11.8l2.2 2.2 4-4.2',
  signOut: 'M14 4H6a1 1 0 0 0-1 1v14a1 1 0 0 0 1 1h8M10 12h10m-3.5-3.5L20 12l-3.5 3.5',
  tablet: 'M6 3h12a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zM11 18h2',
  undo: 'M9 14L4.5 9.5 9 5M5 9.5h9a5 5 0 0 1 0 10h-3',
  visible: 'M3 12c1.5-3 4.5-6 9-6s7.5 3 9 6c-1.5 3-4.5 6-9 6s-7.5-3-9-6zM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z',
} as const

export type OfficeIconName = keyof typeof paths

/** Icons that point along the reading direction; mirrored in right-to-left pages. */
const directional: ReadonlySet<OfficeIconName> = new Set(['back', 'signOut', 'undo'])

/** Icons of the staff pages. Separate from `Icon`, whose paths every visitor's phone loads. */
export function OfficeIcon({ name, className = 'size-5' }: { name: OfficeIconName; className?: string }) {
  const turns = directional.has(name) && 'rtl:-scale-x-100'
  return <Drawing path={paths[name]} className={classNames('shrink-0', turns, className)} />
}

import { classNames } from './class-names'
import { Drawing } from './icon'

/** One drawing for each icon key that a service may have; an unknown key gets the clinic's cross. */
const paths = {
  lab: 'M9.5 3h5M10.5 3v6L5 18.5A1.5 1.5 0 0 0 6.3 21h11.4a1.5 1.5 0 0 0 1.3-2.5L13.5 9V3M8 15h8',
  xray: 'M6 3h12a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zM12 6.5v11M8.5 9c1.5-.7 5.5-.7 7 0M8 12.5c2-.7 6-.7 8 0M8.5 16c1.5-.7 5.5-.7 7 0',
  eyes: 'M2.5 12C4.5 8 8 5.5 12 5.5S19.5 8 21.5 12c-2 4-5.5 6.5-9.5 6.5S4.5 16 2.5 12zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z',
  internal: 'M6 3.5H4.5V9a4.5 4.5 0 0 0 9 0V3.5H12M9 13.5V16a5 5 0 0 0 10 0v-2M19 10a2 2 0 1 0 0 4 2 2 0 0 0 0-4z',
  ent: 'M7 9.5a5.5 5.5 0 1 1 10.5 2.2c-.9 2-2.7 2.8-3 5C14.2 19 13 21 10.8 21 9 21 8 19.8 7.8 18.3M10 9.8a2.5 2.5 0 1 1 4.6 1.3c-.5.9-1.6 1.2-1.6 2.4',
  surgery: 'M20.5 3.5c-5 2-9 6-11.5 11l3 1.5c4-3 7.5-7.5 8.5-12.5zM9 14.5l-5.5 6',
  dental:
    'M8.2 3.5C5.5 3.5 4.5 6 5 9c.6 3 1.2 3.5 1.5 6.5.3 3 1 5 2 5 1.8 0 1.5-6 3.5-6s1.7 6 3.5 6c1 0 1.7-2 2-5 .3-3 .9-3.5 1.5-6.5.5-3-.5-5.5-3.2-5.5-1.5 0-2.3 1-3.8 1s-2.3-1-3.8-1z',
  psychiatry:
    'M15.5 20.5v-3h2a1 1 0 0 0 1-1V13.5l1.5-.7-1.6-3.3C18 5.8 15 3.5 11.5 3.5A7 7 0 0 0 4.5 10.5c0 2.7 1.5 4.5 3 6v4M12 8.5c-2.2-1.5-4 1.7-1.5 3.5L12 13l1.5-1c2.5-1.8.7-5-1.5-3.5z',
  derma: 'M3 8c2-1.5 4-1.5 6 0s4 1.5 6 0 4-1.5 6 0M3 13.5h18M3 18.5h18M8 13.5v5M13.5 13.5v5M11 5V3M6 11h.01M17 11h.01',
  bones:
    'M7.5 18.5a2.5 2.5 0 1 1-3.8-2A2.4 2.4 0 0 1 6 12.7c.9.2 1.4.2 2-.4l4.3-4.3c.6-.6.6-1.1.4-2a2.4 2.4 0 0 1 3.8-2.3 2.5 2.5 0 1 1 3.8 3.8A2.4 2.4 0 0 1 18 11.3c-.9-.2-1.4-.2-2 .4L11.7 16c-.6.6-.6 1.1-.4 2a2.4 2.4 0 0 1-3.8.5z',
  vitals: 'M2.5 12.5h4L9 6l4 12 2.8-7 1.2 1.5h4.5',
  ecg: 'M12 20.5C7 17 3.5 13.5 3.5 9.3A4.3 4.3 0 0 1 12 7.7a4.3 4.3 0 0 1 8.5 1.6c0 4.2-3.5 7.7-8.5 11.2zM6 12h3l1.5-2.5 2.5 5 1.5-2.5H18',
  audio:
    'M4.5 15.5V12a7.5 7.5 0 0 1 15 0v3.5M4.5 14.5h2a1 1 0 0 1 1 1v3.5a1 1 0 0 1-1 1h-1a1 1 0 0 1-1-1zM19.5 14.5h-2a1 1 0 0 0-1 1v3.5a1 1 0 0 0 1 1h1a1 1 0 0 0 1-1z',
  women_internal: 'M12 3.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM12 14.5V21M9 18h6M12 6.8v4.4M9.8 9h4.4',
  women_derma:
    'M12 3.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM12 14.5V21M9 18h6M9.3 8c.9-.8 1.8-.8 2.7 0s1.8.8 2.7 0M9.3 10.5c.9-.8 1.8-.8 2.7 0s1.8.8 2.7 0',
  women_eyes:
    'M12 3.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM12 14.5V21M9 18h6M8.5 9c1-1.5 2.2-2.2 3.5-2.2s2.5.7 3.5 2.2c-1 1.5-2.2 2.2-3.5 2.2S9.5 10.5 8.5 9zM12 9h.01',
}

export type ServiceIconName = keyof typeof paths

/** The icons that a service may be given; another name draws the cross. */
export const serviceIconNames = Object.keys(paths) as ServiceIconName[]

const clinic = 'M9.5 4h5v5.5H20v5h-5.5V20h-5v-5.5H4v-5h5.5z'

/** The drawing of a service, in a soft square. */
export function ServiceIcon({ icon, muted = false, className }: { icon: string; muted?: boolean; className?: string }) {
  const tone = muted ? 'bg-sunken text-ink-3' : 'bg-turn-soft text-turn'
  return (
    <span className={classNames('inline-grid size-12 shrink-0 place-items-center rounded-md', tone, className)}>
      <Drawing path={(paths as Record<string, string>)[icon] ?? clinic} className="size-3/5" />
    </span>
  )
}

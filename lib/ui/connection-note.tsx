import { useTranslations } from 'next-intl'
import { classNames } from './class-names'
import { Icon } from './icon'

type Props = {
  state: 'connecting' | 'live' | 'polling' | 'offline'
  /** Time of the data on the screen, already formatted in the branch's digits. */
  updated: string
  /** Time since the network has been gone. */
  offlineSince?: string | undefined
  className?: string
}

/** How fresh the screen is: "last updated 10:42 · offline since 10:40". */
export function ConnectionNote({ state, updated, offlineSince, className }: Props) {
  const t = useTranslations('shell.connection')
  const offline = state === 'offline'
  return (
    <p
      role="status"
      className={classNames(
        'flex flex-wrap items-center gap-x-2 text-sm',
        offline ? 'font-semibold text-near' : 'text-ink-3',
        className,
      )}
    >
      {offline ? (
        <Icon name="offline" className="size-4" />
      ) : (
        <span
          aria-hidden="true"
          className={classNames('size-2 rounded-full', state === 'live' ? 'bg-turn' : 'animate-breathe bg-line-strong')}
        />
      )}
      <span>{t('updated', { time: updated })}</span>
      {(state === 'connecting' || state === 'polling') && <span>· {t(state)}</span>}
      {offline && (
        <span>· {offlineSince === undefined ? t('offline') : t('offlineSince', { time: offlineSince })}</span>
      )}
    </p>
  )
}

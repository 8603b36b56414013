import type { PolledLiveness } from '@/lib/client/use-polling'
import type { Formats } from '@/lib/i18n/formats'
import type { LocalisedText } from '@/lib/shared/fields'
import { Both } from '@/lib/ui/both'
import { BrandMark } from '@/lib/ui/brand-mark'
import { classNames } from '@/lib/ui/class-names'
import { Icon } from '@/lib/ui/icon'
import { TvSoundBanner } from './sound-banner'
import { type TvWords, wordOf } from './words'

type Props = {
  name: LocalisedText
  now: Date
  liveness: PolledLiveness
  /** When the server last confirmed the shown state. */
  at: string
  hasChime: boolean
  formats: Formats
  words: TvWords
}

/** The branch, the time, whether there is sound, and the connection state. */
export function TvHeader({ name, now, liveness, at, hasChime, formats, words }: Props) {
  return (
    <header className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <BrandMark className="size-12" />
      <h1 className="min-w-48 flex-1">
        <Both text={name} firstClass="text-xl font-semibold" secondClass="text-lg text-ink-3" />
      </h1>
      {hasChime ? <TvSoundBanner words={words} /> : <NoChime words={words} />}
      <Connection state={liveness.state} at={at} formats={formats} words={words} />
      <time dateTime={now.toISOString()} className="text-2xl leading-none font-semibold tabular-nums">
        {formats.time(now)}
      </time>
    </header>
  )
}

function NoChime({ words }: Pick<Props, 'words'>) {
  return (
    <p className="flex items-center gap-2 text-base text-ink-3">
      <Icon name="soundOff" />
      <Both text={wordOf(words, 'noChime')} />
    </p>
  )
}

type ConnectionProps = Pick<Props, 'at' | 'formats' | 'words'> & { state: PolledLiveness['state'] }

function Connection({ state, at, formats, words }: ConnectionProps) {
  const offline = state === 'offline'
  const troubled = offline || state === 'polling'
  const key = offline ? 'offlineSince' : state
  return (
    <p
      role="status"
      className={classNames(
        'flex items-center gap-2 text-base',
        troubled ? 'rounded-full bg-near-soft px-4 py-1 font-semibold text-near' : 'text-ink-3',
      )}
    >
      {troubled ? (
        <Icon name="offline" />
      ) : (
        <span
          aria-hidden="true"
          className={classNames('size-3 rounded-full', state === 'live' ? 'bg-turn' : 'animate-breathe bg-line-strong')}
        />
      )}
      <Both text={wordOf(words, key)} />
      {offline && <span className="tabular-nums">{formats.time(at)}</span>}
    </p>
  )
}

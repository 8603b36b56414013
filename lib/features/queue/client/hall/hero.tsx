import { useLocale } from 'next-intl'
import { Fragment } from 'react'
import { type Digits, formatsOf } from '@/lib/i18n/formats'
import { Both } from '@/lib/ui/both'
import { classNames } from '@/lib/ui/class-names'
import type { PlaceDto } from '../../contract'
import type { TvCall } from './announcements'
import { type TvWords, wordOf } from './words'

type Props = {
  calls: readonly TvCall[]
  /** The id of the call that is being announced: it flashes. */
  said: string | undefined
  /** Recent: an old call is shown without highlight. */
  fresh: boolean
  digits: Digits
  words: TvWords
}

/** The newest call, over most of the screen; two at once share it, on a narrow screen one below the other. */
export function TvHero({ calls, said, fresh, digits, words }: Props) {
  if (calls.length === 0) return <NobodyYet words={words} />
  return (
    <div className="grid auto-rows-[minmax(28rem,auto)] gap-5 sm:min-h-0 sm:auto-cols-fr sm:grid-flow-col sm:grid-rows-[minmax(0,1fr)]">
      {calls.map((call) => (
        <HeroCall
          key={call.id}
          call={call}
          half={calls.length > 1}
          saying={call.id === said}
          fresh={fresh}
          digits={digits}
          words={words}
        />
      ))}
    </div>
  )
}

type CallProps = Pick<Props, 'fresh' | 'digits' | 'words'> & { call: TvCall; half: boolean; saying: boolean }

/** One call: code and room in both languages. */
function HeroCall({ call, half, saying, fresh, digits, words }: CallProps) {
  const heading = !fresh ? 'lastCall' : call.kind === 'recall' ? 'calledAgain' : 'nowCalling'
  return (
    <section
      className={classNames(
        'grid grid-cols-1 content-center justify-items-center gap-[3cqh] overflow-hidden rounded-lg p-6 text-center transition-colors duration-1000 [container-type:size]',
        fresh ? 'bg-turn text-on-turn' : 'bg-turn-soft text-turn-strong',
        saying && 'animate-call motion-reduce:outline-8 motion-reduce:-outline-offset-8 motion-reduce:outline-on-turn',
      )}
    >
      <Both
        text={wordOf(words, heading)}
        className="justify-center text-[max(1rem,5.2cqh)] leading-tight font-semibold opacity-85"
      />
      <HeroCode code={call.code} />
      <div
        className={classNames(
          'w-full items-start justify-center gap-x-[5cqw] gap-y-[2cqh]',
          half ? 'grid grid-cols-1' : 'flex flex-wrap',
        )}
      >
        <Where call={call} half={half} digits={digits} />
      </div>
    </section>
  )
}

/** The largest font size at which this code fits. */
function HeroCode({ code }: { code: string }) {
  const [, prefix = '', number = code] = /^(\D+)(\d.*)$/.exec(code) ?? []
  return (
    <bdi
      dir="ltr"
      translate="no"
      // Set after mount: the Content-Security-Policy refuses a style attribute in the server's HTML.
      ref={(place) => {
        place?.style.setProperty('--length', String(code.length))
      }}
      className="text-[min(50cqh,calc(92cqw/(0.64*var(--length,4)+0.2)))] leading-[0.95] font-semibold whitespace-nowrap tabular-nums"
    >
      {prefix !== '' && <span className="me-[0.18em]">{prefix}</span>}
      {number}
    </bdi>
  )
}

function Where({ call, half, digits }: { call: TvCall; half: boolean; digits: Digits }) {
  const page = useLocale()
  const languages = page === 'ar' ? (['ar', 'en'] as const) : (['en', 'ar'] as const)
  return languages.map((language, at) => {
    const formats = formatsOf({ locale: language, digits, timeZone: 'UTC' })
    return (
      <Fragment key={language}>
        {at > 0 && !half && <span aria-hidden="true" className="w-0.5 self-stretch bg-current/25 max-sm:hidden" />}
        <div lang={language} dir={language === 'ar' ? 'rtl' : 'ltr'} className="grid gap-[1cqh]">
          <bdi className="text-[max(1.5rem,9.5cqh)] leading-tight font-semibold">
            {formats.text(call.goTo.label[language])}
          </bdi>
          <bdi className="text-[max(1.5rem,4.2cqh)] leading-snug font-semibold opacity-85">
            {[call.serviceName[language], floorOf(call.goTo, language, formats.text)].filter(Boolean).join(' · ')}
          </bdi>
        </div>
      </Fragment>
    )
  })
}

function floorOf({ floor }: PlaceDto, language: 'ar' | 'en', written: (text: string) => string): string {
  return written(floor[language])
}

function NobodyYet({ words }: { words: TvWords }) {
  return (
    <section className="grid min-h-72 sm:min-h-0 content-center justify-items-center gap-4 rounded-lg border border-line bg-surface p-6 text-center">
      <Both text={wordOf(words, 'nobodyYet')} className="justify-center text-2xl font-semibold" />
      <Both text={wordOf(words, 'nobodyYetText')} className="justify-center text-lg text-ink-3" />
    </section>
  )
}

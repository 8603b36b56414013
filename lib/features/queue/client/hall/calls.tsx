import { useLocale } from 'next-intl'
import { formatsOf } from '@/lib/i18n/formats'
import { Both } from '@/lib/ui/both'
import { TicketCode } from '@/lib/ui/ticket-code'
import type { TvCall } from './announcements'
import { type TvWords, wordOf } from './words'

type Digits = 'arab' | 'latn'

/** The previous calls, each with its room. */
export function TvCalls({ calls, digits, words }: { calls: readonly TvCall[]; digits: Digits; words: TvWords }) {
  if (calls.length === 0) return <div className="flex-1" />
  return (
    <section className="flex min-h-0 flex-1 flex-col gap-2">
      <h2 className="text-base font-semibold text-ink-3">
        <Both text={wordOf(words, 'recent')} className="justify-between px-2" />
      </h2>
      <ol className="grid min-h-0 flex-1 auto-rows-[minmax(0,5.25rem)] content-start gap-2 overflow-hidden portrait:sm:grid-cols-2">
        {calls.map((call) => (
          <Row key={call.id} call={call} digits={digits} />
        ))}
      </ol>
    </section>
  )
}

function Row({ call, digits }: { call: TvCall; digits: Digits }) {
  const locale = useLocale()
  const other = locale === 'ar' ? 'en' : 'ar'
  const room = (language: 'ar' | 'en') =>
    formatsOf({ locale: language, digits, timeZone: 'UTC' }).text(call.goTo.label[language])
  return (
    <li className="flex min-h-0 items-center justify-between gap-4 rounded-md border border-line bg-surface px-5 py-1">
      <TicketCode code={call.code} size="medium" className="[&>span]:text-ink" />
      <div className="grid min-w-0 justify-items-end leading-tight">
        <p className="flex flex-wrap justify-end gap-x-3 font-semibold">
          <bdi className="text-lg leading-snug">{room(locale)}</bdi>
          <bdi lang={other} className="self-center text-sm text-ink-2">
            {room(other)}
          </bdi>
        </p>
        <Both text={call.serviceName} className="max-w-full justify-end gap-x-2 text-sm text-ink-3 *:truncate" />
      </div>
    </li>
  )
}

/** The visitors who missed their call. */
export function TvMissed({ codes, words }: { codes: readonly string[]; words: TvWords }) {
  if (codes.length === 0) return null
  return (
    <section className="grid gap-1 rounded-md bg-missed-soft px-5 py-3 text-missed">
      <h2 className="font-semibold">
        <Both text={wordOf(words, 'missed')} className="justify-between text-base" />
      </h2>
      <p className="flex max-h-[3.6rem] flex-wrap gap-x-4 overflow-hidden text-lg font-semibold">
        {codes.map((code) => (
          <TicketCode key={code} code={code} className="text-lg" />
        ))}
      </p>
    </section>
  )
}

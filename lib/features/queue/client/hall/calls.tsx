import { useLocale } from 'next-intl'
import { type Digits, formatsOf } from '@/lib/i18n/formats'
import { Both } from '@/lib/ui/both'
import { TicketCode } from '@/lib/ui/ticket-code'
import type { TvCall } from './announcements'
import { type TvWords, wordOf } from './words'

/** The previous calls, each with its room; as many as fit: a row without space wraps into a column out of sight. */
export function TvCalls({ calls, digits, words }: { calls: readonly TvCall[]; digits: Digits; words: TvWords }) {
  if (calls.length === 0) return <div className="flex-1" />
  return (
    <section className="flex min-h-0 flex-1 flex-col gap-2">
      <h2 className="text-base font-semibold text-ink-3">
        <Both text={wordOf(words, 'recent')} className="justify-between px-2" />
      </h2>
      <ol className="flex min-h-0 flex-1 flex-col flex-wrap content-start gap-2 overflow-hidden portrait:max-h-[24rem]">
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
    <li className="grid h-[5.5rem] w-full shrink-0 content-center rounded-md border border-line bg-surface px-5 leading-tight">
      <p className="flex items-baseline justify-between gap-4 font-semibold">
        <TicketCode code={call.code} size="medium" className="leading-tight [&>span]:text-ink" />
        <span className="flex items-baseline gap-4">
          <bdi className="text-[1.5rem]">{room(locale)}</bdi>
          <bdi lang={other} className="text-[1.25rem] text-ink-2">
            {room(other)}
          </bdi>
        </span>
      </p>
      <Both
        text={call.serviceName}
        className="flex-nowrap! justify-between text-[1.5rem] text-ink-2 *:truncate"
        secondClass="min-w-0 text-ink-3"
      />
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

'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useId } from 'react'
import { usePlaceFormats } from '@/lib/i18n/place'
import { Moment } from '@/lib/ui/office/moment'
import { StateWord } from '@/lib/ui/office/state-word'
import { Switch } from '@/lib/ui/office/switch'
import type { FlagDto } from '../contract'

type Props = { flag: FlagDto; pending: boolean; onTurn: (on: boolean) => void }

/** One flag: description, state, who switched it last, and its end date. */
export function FlagCard({ flag, pending, onTurn }: Props) {
  const t = useTranslations('flags')
  const id = useId()
  const { name, on, maySwitch } = flag
  return (
    <article aria-labelledby={id} className="grid gap-2 rounded-lg border border-line bg-surface p-4 sm:px-5">
      <div className="flex items-center justify-between gap-4">
        <h2 id={id} className="text-lg font-semibold">
          {t(`about.${name}.name`)}
        </h2>
        <div className="flex min-h-11 shrink-0 items-center gap-3">
          <StateWord tone={on ? 'done' : 'plain'} icon={on ? 'check' : 'close'}>
            {t(on ? 'on' : 'off')}
          </StateWord>
          {maySwitch && <Switch labelledBy={id} on={on} pending={pending} onTurn={onTurn} />}
        </div>
      </div>
      <p className="max-w-2xl text-ink-2">{t(`about.${name}.text`)}</p>
      <FlagFacts flag={flag} />
    </article>
  )
}

function FlagFacts({ flag: { byDefault, changedAt, changedBy, maySwitch, until } }: { flag: FlagDto }) {
  const t = useTranslations('flags')
  const { fullDate } = usePlaceFormats()
  // A day without a time: noon keeps it the same day in the zone of every branch.
  const lastDay = fullDate(`${until}T12:00:00Z`)
  const isOver = until < new Date().toISOString().slice(0, 10)
  return (
    <ul className="flex flex-wrap gap-x-6 gap-y-1 text-sm text-ink-3">
      <Fact>
        {changedAt === null
          ? t('never')
          : t.rich('switched', { when: () => <Moment at={changedAt} />, who: () => <bdi>{changedBy}</bdi> })}
      </Fact>
      <Fact>{t(byDefault ? 'defaultOn' : 'defaultOff')}</Fact>
      <Fact>
        {isOver ? <strong className="text-missed">{t('over', { day: lastDay })}</strong> : t('until', { day: lastDay })}
      </Fact>
      {!maySwitch && <Fact>{t('mayNot')}</Fact>}
    </ul>
  )
}

function Fact({ children }: { children: ReactNode }) {
  return <li>{children}</li>
}

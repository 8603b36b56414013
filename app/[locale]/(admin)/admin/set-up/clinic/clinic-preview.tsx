'use client'

import { useTranslations } from 'next-intl'
import { type ContextType, use } from 'react'
import { DraftContext } from '@/lib/features/branches/client/set-up/draft-context'
import { TvClinicTile } from '@/lib/features/queue/client/hall/clinics'
import type { TvWords } from '@/lib/features/queue/client/hall/words'
import { TicketCard } from '@/lib/features/queue/client/visitor/ticket-card'
import { codeOf } from '@/lib/features/queue/rules'
import { useFormats } from '@/lib/i18n/use-formats'
import { PreviewBox } from '../preview-box'
import { sampleTicket, typedSoFar } from '../sample-ticket'

/** The clinic that is being typed, as a visitor's phone and the hall screen show it. */
export function ClinicPreview({ words }: { words: TvWords }) {
  const draft = use(DraftContext)
  return draft?.kind === 'clinic' ? <Shown {...draft} words={words} /> : null
}

type Clinic = Extract<NonNullable<ContextType<typeof DraftContext>>, { kind: 'clinic' }>

function Shown({ setUp, clinic, words }: Clinic & { words: TvWords }) {
  const t = useTranslations('branches.preview')
  const formats = useFormats(setUp.branch)
  const { slug, prefix, numberFrom } = clinic
  const name = typedSoFar(clinic.name)
  const rooms = setUp.servicePoints.filter((it) => it.status === 'open' && it.services.includes(slug))
  const code = codeOf(prefix === '' ? 'A' : prefix, Number(numberFrom) || 1)
  return (
    <>
      <PreviewBox title={t('phone')}>
        <TicketCard
          ticket={sampleTicket({ code, clinic: name, goTo: null })}
          queue={undefined}
          rooms={rooms}
          formats={formats}
        />
      </PreviewBox>
      <PreviewBox title={t('hall')}>
        <ul className="grid auto-rows-[4.5rem] [zoom:0.7]">
          <TvClinicTile clinic={{ slug, name, availability: 'open', waiting: 4 }} formats={formats} words={words} />
        </ul>
      </PreviewBox>
    </>
  )
}

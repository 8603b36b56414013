'use client'

import { useTranslations } from 'next-intl'
import { type ContextType, use } from 'react'
import { DraftContext } from '@/lib/features/branches/client/set-up/draft-context'
import { TvHero } from '@/lib/features/queue/client/hall/hero'
import type { TvWords } from '@/lib/features/queue/client/hall/words'
import { TicketCard } from '@/lib/features/queue/client/visitor/ticket-card'
import { codeOf } from '@/lib/features/queue/rules'
import { useFormats } from '@/lib/i18n/use-formats'
import { PreviewBox } from '../preview-box'
import { sampleTicket, typedSoFar } from '../sample-ticket'

/** The room that is being typed, as a called visitor's phone and the hall screen name it. */
export function RoomPreview({ words }: { words: TvWords }) {
  const draft = use(DraftContext)
  return draft?.kind === 'room' ? <Shown {...draft} words={words} /> : null
}

type Room = Extract<NonNullable<ContextType<typeof DraftContext>>, { kind: 'room' }>

function Shown({ setUp, room, words }: Room & { words: TvWords }) {
  const t = useTranslations('branches.preview')
  const formats = useFormats(setUp.branch)
  const clinic = setUp.services.find((it) => room.services.includes(it.slug)) ?? setUp.services[0]
  const { floor, directions } = room
  const label = typedSoFar(room.label)
  const goTo = { slug: 'sample', label, floor, directions }
  const name = clinic?.name ?? label
  const code = codeOf(clinic?.prefix ?? 'A', 7)
  return (
    <>
      <PreviewBox title={t('phone')}>
        <TicketCard
          ticket={sampleTicket({ code, clinic: name, goTo })}
          queue={undefined}
          rooms={[]}
          formats={formats}
        />
      </PreviewBox>
      <PreviewBox title={t('hall')}>
        <div className="grid aspect-[16/10] [zoom:0.3] *:auto-rows-auto!">
          <TvHero
            calls={[
              {
                id: 'sample',
                code,
                kind: 'call',
                at: '2026-01-04T08:00:00.000Z',
                goTo,
                service: 'sample',
                serviceName: name,
              },
            ]}
            said={undefined}
            fresh
            digits={setUp.branch.digits}
            words={words}
          />
        </div>
      </PreviewBox>
    </>
  )
}

import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { RoomScreen } from '@/lib/features/branches/client/set-up/room-screen'
import { UnknownThing } from '@/lib/features/branches/client/set-up/unknown-thing'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { loadMessages } from '@/lib/i18n/messages'
import { readSetUp, type SetUpProps } from '../read-set-up'
import { RoomPreview } from './room-preview'

export async function generateMetadata({ params }: SetUpProps): Promise<Metadata> {
  const { locale } = await params
  const t = await getTranslations({ locale, namespace: 'branches.rooms' })
  return { title: t('one'), robots: { index: false } }
}

export default async function RoomPage(props: SetUpProps) {
  const { page, asked } = await readSetUp(props)
  const { setUp } = page
  const slug = asked('room') ?? null
  const isKnown = slug === null || setUp.servicePoints.some((it) => it.slug === slug)
  const [ar, en] = await Promise.all([loadMessages('ar'), loadMessages('en')])
  return (
    <ClientMessages namespaces={['branches', 'visitor']}>
      {isKnown ? (
        <RoomScreen
          key={slug}
          setUp={setUp}
          slug={slug}
          clinic={asked('clinic')}
          preview={<RoomPreview words={{ ar: ar.tv, en: en.tv }} />}
        />
      ) : (
        <UnknownThing branch={setUp.branch.slug} part="rooms" />
      )}
    </ClientMessages>
  )
}

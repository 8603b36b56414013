import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PathwayScreen } from '@/lib/features/branches/client/set-up/pathway-screen'
import { UnknownThing } from '@/lib/features/branches/client/set-up/unknown-thing'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { readSetUp, type SetUpProps } from '../read-set-up'

export async function generateMetadata({ params }: SetUpProps): Promise<Metadata> {
  const { locale } = await params
  const t = await getTranslations({ locale, namespace: 'branches.pathways' })
  return { title: t('one'), robots: { index: false } }
}

export default async function PathwayPage(props: SetUpProps) {
  const { page, asked } = await readSetUp(props)
  const { setUp } = page
  const slug = asked('pathway') ?? null
  const isKnown = slug === null || setUp.pathways.some((it) => it.slug === slug)
  return (
    <ClientMessages namespaces={['branches']}>
      {isKnown ? (
        <PathwayScreen key={slug} setUp={setUp} slug={slug} />
      ) : (
        <UnknownThing branch={setUp.branch.slug} part="pathways" />
      )}
    </ClientMessages>
  )
}

import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ClinicScreen } from '@/lib/features/branches/client/set-up/clinic-screen'
import { UnknownThing } from '@/lib/features/branches/client/set-up/unknown-thing'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { loadMessages } from '@/lib/i18n/messages'
import { readSetUp, type SetUpProps } from '../read-set-up'
import { ClinicPreview } from './clinic-preview'

export async function generateMetadata({ params }: SetUpProps): Promise<Metadata> {
  const { locale } = await params
  const t = await getTranslations({ locale, namespace: 'branches.clinics' })
  return { title: t('one'), robots: { index: false } }
}

export default async function ClinicPage(props: SetUpProps) {
  const { page, asked } = await readSetUp(props)
  const { setUp } = page
  const slug = asked('clinic') ?? null
  const isKnown = slug === null || setUp.services.some((it) => it.slug === slug)
  const [ar, en] = await Promise.all([loadMessages('ar'), loadMessages('en')])
  return (
    <ClientMessages namespaces={['branches', 'visitor']}>
      {isKnown ? (
        <ClinicScreen
          key={slug}
          setUp={setUp}
          slug={slug}
          preview={<ClinicPreview words={{ ar: ar.tv, en: en.tv }} />}
        />
      ) : (
        <UnknownThing branch={setUp.branch.slug} part="clinics" />
      )}
    </ClientMessages>
  )
}

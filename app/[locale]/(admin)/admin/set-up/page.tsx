import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { isSetUpPart } from '@/lib/features/branches/client/set-up/set-up-page'
import { SetUpScreen } from '@/lib/features/branches/client/set-up/set-up-screen'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { readSetUp, type SetUpProps } from './read-set-up'

export async function generateMetadata({ params }: SetUpProps): Promise<Metadata> {
  const { locale } = await params
  const t = await getTranslations({ locale, namespace: 'branches' })
  return { title: t('title'), robots: { index: false } }
}

export default async function SetUpPage(props: SetUpProps) {
  const { page, asked } = await readSetUp(props)
  const part = asked('part')
  return (
    <ClientMessages namespaces={['branches']}>
      <SetUpScreen {...page} part={isSetUpPart(part) ? part : 'clinics'} />
    </ClientMessages>
  )
}

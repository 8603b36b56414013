import type { Metadata } from 'next'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { staffBranches, staffPage } from '@/lib/features/accounts/server/staff/staff-page'
import { PersonScreen } from '@/lib/features/persons/client/person-screen'
import { ClientMessages } from '@/lib/i18n/client-messages'
import type { Locale } from '@/lib/i18n/routing'

type Props = { params: Promise<{ locale: Locale; id: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params
  const t = await getTranslations({ locale, namespace: 'persons' })
  return { title: t('one'), robots: { index: false } }
}

export default async function PersonPage({ params }: Props) {
  const { locale, id } = await params
  setRequestLocale(locale)
  const session = await staffPage(locale, 'person.read')
  return (
    <ClientMessages namespaces={['persons']}>
      <PersonScreen
        key={id}
        id={id}
        branches={await staffBranches(session)}
        mayManage={session.permissions.includes('person.manage')}
        mayExport={session.permissions.includes('person.export')}
        mayErase={session.permissions.includes('person.erase')}
      />
    </ClientMessages>
  )
}

import type { Metadata } from 'next'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { staffBranches, staffPage } from '@/lib/features/accounts/server/staff/staff-page'
import { PersonsScreen } from '@/lib/features/persons/client/persons-screen'
import { ClientMessages } from '@/lib/i18n/client-messages'
import type { Locale } from '@/lib/i18n/routing'

type Props = { params: Promise<{ locale: Locale }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params
  const t = await getTranslations({ locale, namespace: 'persons' })
  return { title: t('title'), robots: { index: false } }
}

export default async function PersonsPage({ params }: Props) {
  const { locale } = await params
  setRequestLocale(locale)
  const session = await staffPage(locale, 'person.read')
  const branches = (await staffBranches(session)).filter(
    ({ slug }) => session.branch === null || slug === session.branch,
  )
  return (
    <ClientMessages namespaces={['persons']}>
      <PersonsScreen branches={branches} mayManage={session.permissions.includes('person.manage')} />
    </ClientMessages>
  )
}

import type { Metadata } from 'next'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { staffPage } from '@/lib/features/people/server/staff-page'
import { Link } from '@/lib/i18n/navigation'
import type { Locale } from '@/lib/i18n/routing'
import { buttonClass } from '@/lib/ui/button'
import { EmptyState } from '@/lib/ui/office/empty-state'
import { OfficeIcon } from '@/lib/ui/office/office-icon'

type Props = { params: Promise<{ locale: Locale }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params
  const t = await getTranslations({ locale, namespace: 'admin.notAllowed' })
  return { title: t('title'), robots: { index: false } }
}

export default async function NotAllowedPage({ params }: Props) {
  const { locale } = await params
  setRequestLocale(locale)
  await staffPage(locale)
  const t = await getTranslations('admin.notAllowed')
  return (
    <EmptyState
      heading="h1"
      icon={<OfficeIcon name="lock" className="size-7" />}
      title={t('title')}
      action={
        <Link href="/account" className={buttonClass({ variant: 'primary' })}>
          {t('action')}
        </Link>
      }
    >
      {t('text')}
    </EmptyState>
  )
}

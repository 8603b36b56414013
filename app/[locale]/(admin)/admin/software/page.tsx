import type { Metadata } from 'next'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { z } from 'zod'
import { staffPage } from '@/lib/features/accounts/server/staff/staff-page'
import { SoftwareScreen } from '@/lib/features/software/client/software-screen'
import { pageTokens } from '@/lib/features/software/server/page-tokens'
import { ClientMessages } from '@/lib/i18n/client-messages'
import type { Locale } from '@/lib/i18n/routing'
import { Pager } from '@/lib/ui/office/pager'

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<{ before?: string | string[] }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params
  const t = await getTranslations({ locale, namespace: 'software' })
  return { title: t('title'), robots: { index: false } }
}

export default async function SoftwarePage({ params, searchParams }: Props) {
  const { locale } = await params
  setRequestLocale(locale)
  await staffPage(locale, 'software.manage')
  const before = z.uuid().safeParse((await searchParams).before).data
  const { tokens, next, places } = await pageTokens(before)
  return (
    <>
      <ClientMessages namespaces={['software']}>
        <SoftwareScreen tokens={tokens} places={places} />
      </ClientMessages>
      <Pager
        first={before === undefined ? null : '/admin/software'}
        next={next === null ? null : `/admin/software?before=${next}`}
      />
    </>
  )
}

import type { Metadata } from 'next'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { SetupForm } from '@/lib/features/accounts/client/set-up/set-up-form'
import { SetupInvalid } from '@/lib/features/accounts/client/set-up/set-up-invalid'
import { SignInLayout } from '@/lib/features/accounts/client/sign-in/sign-in-layout'
import { isSetUpToken } from '@/lib/features/accounts/server/set-up/set-up'
import { ClientMessages } from '@/lib/i18n/client-messages'
import type { Locale } from '@/lib/i18n/routing'

type Props = { params: Promise<{ locale: Locale; token: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params
  const t = await getTranslations({ locale, namespace: 'accounts.setup' })
  // The path contains a secret: keep it out of the Referer header.
  return { title: t('title'), robots: { index: false }, referrer: 'no-referrer' }
}

export default async function SetupPage({ params }: Props) {
  const { locale, token } = await params
  setRequestLocale(locale)
  const t = await getTranslations('accounts.setup')
  const works = await isSetUpToken(token)
  return (
    <SignInLayout title={t('title')} {...(works && { intro: t('intro') })} wide>
      <ClientMessages namespaces={['accounts']}>
        {works ? <SetupForm token={token} /> : <SetupInvalid />}
      </ClientMessages>
    </SignInLayout>
  )
}

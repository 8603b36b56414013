import { hasLocale } from 'next-intl'
import { setRequestLocale } from 'next-intl/server'
import type { ReactNode } from 'react'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { routing } from '@/lib/i18n/routing'

type Props = { children: ReactNode; params: Promise<{ locale: string }> }

export default async function VisitorLayout({ children, params }: Props) {
  const { locale } = await params
  if (hasLocale(routing.locales, locale)) setRequestLocale(locale)
  return <ClientMessages namespaces={['visitor']}>{children}</ClientMessages>
}

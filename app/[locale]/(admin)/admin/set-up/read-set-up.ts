import { notFound } from 'next/navigation'
import { setRequestLocale } from 'next-intl/server'
import { staffPage } from '@/lib/features/accounts/server/staff/staff-page'
import { pageSetUp } from '@/lib/features/branches/server/page-set-up'
import type { Locale } from '@/lib/i18n/routing'

export type SetUpProps = {
  params: Promise<{ locale: Locale }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** Reads the set-up of the branch in the address, and the search parameters. Answers 404 to people who may not manage it. */
export async function readSetUp({ params, searchParams }: SetUpProps) {
  const { locale } = await params
  setRequestLocale(locale)
  await staffPage(locale, 'branch.manage')
  const query = await searchParams
  const asked = (name: string): string | undefined => {
    const value = query[name]
    return typeof value === 'string' ? value : undefined
  }
  const page = await pageSetUp(asked('branch'))
  if (page === null) notFound()
  return { page, asked }
}

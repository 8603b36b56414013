import { redirect } from 'next/navigation'
import { staffPage } from '@/lib/features/accounts/server/staff/staff-page'
import { sectionsFor } from '@/lib/shared/staff-sections'

type Props = { params: Promise<{ locale: string }> }

/** Redirects to the first section that the person may open. */
export default async function AdminPage({ params }: Props) {
  const { locale } = await params
  const { permissions } = await staffPage(locale)
  redirect(`/${locale}${sectionsFor(permissions)[0]?.path ?? '/account'}`)
}

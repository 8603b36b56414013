import type { ReactNode } from 'react'
import { staffPage } from '@/lib/features/accounts/server/staff/staff-page'

type Props = { children: ReactNode; params: Promise<{ locale: string }> }

/**
 * Checks the permission before anything is rendered: once the loading page is being streamed, the answer can no longer
 * be 404.
 */
export default async function AuditLayout({ children, params }: Props) {
  await staffPage((await params).locale, 'audit.read')
  return children
}

import 'server-only'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import type { BranchPlace } from '@/lib/features/branches/contract'
import { listBranches } from '@/lib/features/branches/server/public'
import type { Permission } from '@/lib/shared/permissions'
import type { SessionDto } from '../../contract'
import { pageSession } from '../sign-in/page-session'

/**
 * The session of a staff page. Without one the answer is a redirect to sign-in and back; with an initial
 * password a redirect to change it; without the permission 404.
 */
export async function staffPage(locale: string, needs?: Permission): Promise<SessionDto> {
  const session = await pageSession()
  const here = (await headers()).get('x-dawr-path') ?? `/${locale}/account`
  const back = `next=${encodeURIComponent(here)}`
  if (!session) redirect(`/${locale}/sign-in?${back}`)
  if (session.mustChangePassword) redirect(`/${locale}/new-password?${back}`)
  if (needs && !session.permissions.includes(needs)) notFound()
  return session
}

/** All branches by name, the person's own branch first. */
export async function staffBranches(session: SessionDto): Promise<BranchPlace[]> {
  const all = (await listBranches()).map(({ slug, name, timeZone, digits }) => ({ slug, name, timeZone, digits }))
  return all.sort((a, b) => Number(b.slug === session.branch) - Number(a.slug === session.branch))
}

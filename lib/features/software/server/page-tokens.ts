import 'server-only'
import { listBranches } from '@/lib/features/branches/server/public'
import { type Actor, mayIn } from '@/lib/server/identity/actor'
import { signedInPageStaff } from '@/lib/server/identity/page-staff'
import { softwareScopes } from '@/lib/shared/permissions'
import type { TokenDto, TokenPlace } from '../contract'
import { listTokens } from './list-tokens'

const pageSize = 50

async function placesOf(actor: Actor): Promise<TokenPlace[]> {
  const places = [...(await listBranches()), null].filter((it) => mayIn(actor, 'software.manage', it?.id ?? null))
  return places.map((it) => ({
    branch: it && { slug: it.slug, name: it.name },
    scopes: softwareScopes.filter((scope) => mayIn(actor, scope, it?.id ?? null)),
  }))
}

/** A page of tokens, and what the actor may create. Throws `not_signed_in`. */
export async function pageTokens(
  before: string | undefined,
): Promise<{ tokens: TokenDto[]; next: string | null; places: TokenPlace[] }> {
  const staff = await signedInPageStaff()
  const list = await listTokens(staff, { limit: pageSize, ...(before !== undefined && { before }) }, new Date())
  return { ...list, places: await placesOf(staff) }
}

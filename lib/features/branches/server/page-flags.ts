import 'server-only'
import { may } from '@/lib/server/identity/actor'
import { signedInPageStaff } from '@/lib/server/identity/page-staff'
import type { LocalisedText } from '@/lib/shared/fields'
import type { FlagDto } from '../contract'
import { listBranches } from './branch-directory'
import { listFlags } from './list-flags'

export type FlagPage = {
  branch: string
  /** The branches whose flags the actor may see. */
  branches: { slug: string; name: LocalisedText }[]
  flags: FlagDto[]
}

/** The flags of a branch, or of the first visible one. Null when the actor sees none. Throws `not_signed_in`. */
export async function pageFlags(asked: string | undefined): Promise<FlagPage | null> {
  const staff = await signedInPageStaff()
  const branches = (await listBranches()).filter((it) => may(staff, 'flag.read', it.id))
  const branch = asked === undefined ? branches[0] : branches.find((it) => it.slug === asked)
  if (!branch) return null
  const { flags } = await listFlags(staff, branch.slug)
  return { branch: branch.slug, branches: branches.map(({ slug, name }) => ({ slug, name })), flags }
}

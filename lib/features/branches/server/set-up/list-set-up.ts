import 'server-only'
import type { BranchPlace } from '../../contract'
import type { PathwayDto } from '../../pathway-contract'
import type { PointSetUp } from '../../point-set-up-contract'
import { findBranch, listBranches as knownBranches } from '../branch-directory'
import { presentPathway, presentPlaceOfBranch, presentPoint } from './present-set-up'

/** Every branch, the oldest first. No query while they are in memory. */
export async function listBranches(): Promise<{ branches: BranchPlace[]; next: null }> {
  return { branches: (await knownBranches()).map(presentPlaceOfBranch), next: null }
}

/** The service points of a branch. Throws `unknown_branch`. No query while it is in memory. */
export async function listServicePoints(
  slug: string | undefined,
): Promise<{ branch: string; servicePoints: PointSetUp[]; next: null }> {
  const branch = await findBranch(slug)
  return {
    branch: branch.slug,
    servicePoints: branch.servicePoints.map((it) => presentPoint(branch, it.slug)),
    next: null,
  }
}

/** The pathways of a branch. Throws `unknown_branch`. No query while it is in memory. */
export async function listPathways(
  slug: string | undefined,
): Promise<{ branch: string; pathways: PathwayDto[]; next: null }> {
  const branch = await findBranch(slug)
  return { branch: branch.slug, pathways: branch.pathways.map((it) => presentPathway(branch, it.slug)), next: null }
}

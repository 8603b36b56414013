import 'server-only'
import type { BranchSetUp } from '../../branch-set-up-contract'
import type { BranchPlace } from '../../contract'
import type { Hours } from '../../hours-contract'
import type { PathwayDto } from '../../pathway-contract'
import type { PointSetUp } from '../../point-set-up-contract'
import type { ServiceSetUp } from '../../service-set-up-contract'
import { type BranchRecord, pathwayOf, serviceOf, servicePointOf } from '../branch-directory'
import type { OwnHours } from '../branch-records'

function presentHours({ weekly, exceptions }: OwnHours): Hours {
  return {
    weekly: [...weekly],
    exceptions: exceptions.map(({ name, from, to, openings }) => ({ name, from, to, openings: [...openings] })),
  }
}

/** A branch by its names, with its zone and digits. */
export function presentPlaceOfBranch({ slug, name, timeZone, digits }: BranchRecord): BranchPlace {
  return { slug, name, timeZone, digits }
}

export function presentBranch(branch: BranchRecord): BranchSetUp {
  const { dayStartsMinute, numbersRestart, ownHours } = branch
  return { ...presentPlaceOfBranch(branch), dayStartsMinute, numbersRestart, hours: presentHours(ownHours) }
}

/** A service of the branch. Throws `unknown_service`. */
export function presentService(branch: BranchRecord, slug: string): ServiceSetUp {
  const service = serviceOf(branch, slug)
  const { name, prefix, icon, typicalMinutes, dailyCap, numberFrom, numberTo } = service
  const { joinBy, serves, needsFasting, status, ownHours } = service
  const basics = { branch: branch.slug, slug, name, prefix, icon, typicalMinutes, dailyCap, numberFrom, numberTo }
  return { ...basics, joinBy: [...joinBy], serves, needsFasting, status, hours: presentHours(ownHours) }
}

/** A service point of the branch. Throws `unknown_service_point`. */
export function presentPoint(branch: BranchRecord, slug: string): PointSetUp {
  const { kind, label, floor, directions, colour, status, serviceIds } = servicePointOf(branch, slug)
  const services = branch.services.filter((it) => serviceIds.includes(it.id)).map((it) => it.slug)
  return { branch: branch.slug, slug, kind, label, floor, directions, colour, status, services }
}

/** A pathway of the branch. Throws `unknown_pathway`. */
export function presentPathway(branch: BranchRecord, slug: string): PathwayDto {
  const { name, steps } = pathwayOf(branch, slug)
  const slugs = new Map(branch.services.map((it) => [it.id, it.slug]))
  const slugsOf = (ids: readonly string[]): string[] => ids.flatMap((id) => slugs.get(id) ?? [])
  return {
    branch: branch.slug,
    slug,
    name,
    steps: steps.map((step) => {
      const service = slugs.get(step.service) ?? ''
      return { ...step, service, after: slugsOf(step.after), anyOf: slugsOf(step.anyOf) }
    }),
  }
}

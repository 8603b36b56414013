import type { LocalisedText } from '@/lib/shared/fields'
import type { SetUpDto } from '../../set-up-contract'

/** The set-up of a branch as the pages show it. */
export type SetUpPage = {
  setUp: SetUpDto
  /** The branches that may be set up. */
  branches: readonly { slug: string; name: LocalisedText }[]
  /** Whether a branch may be added. */
  mayAdd: boolean
}

/** The parts of the set-up, in the order of their tabs. */
export const setUpParts = ['clinics', 'rooms', 'hours', 'pathways', 'branch'] as const
export type SetUpPart = (typeof setUpParts)[number]

export function isSetUpPart(asked: unknown): asked is SetUpPart {
  return setUpParts.some((it) => it === asked)
}

/** The address of a part of a branch's set-up, without the language. */
export function partPath(branch: string, part: SetUpPart): string {
  return `/admin/set-up?${new URLSearchParams({ branch, part }).toString()}`
}

/** The address where one thing is edited, or added without a name. */
export function editPath(
  what: 'clinic' | 'room' | 'pathway',
  branch: string,
  more: Record<string, string> = {},
): string {
  return `/admin/set-up/${what}?${new URLSearchParams({ branch, ...more }).toString()}`
}

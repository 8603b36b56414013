import type { LocalisedText } from '@/lib/shared/fields'
import { cleanLine } from '@/lib/shared/text'
import type { PointSetUp } from '../../point-set-up-contract'
import type { SetUpDto } from '../../set-up-contract'
import { foundProblems, type Problems, problemOfLine } from './problems'
import { slugFrom } from './slug-from'

/** A room or counter as typed. */
export type RoomDraft = {
  kind: PointSetUp['kind']
  label: LocalisedText
  floor: LocalisedText
  directions: LocalisedText
  colour: string | null
  services: readonly string[]
}

/** A room that nobody has filled in, for these services. */
export function emptyRoom(services: readonly string[]): RoomDraft {
  const nothing = { ar: '', en: '' }
  return { kind: 'room', label: nothing, floor: nothing, directions: nothing, colour: null, services }
}

export function draftOfRoom({ kind, label, floor, directions, colour, services }: PointSetUp): RoomDraft {
  return { kind, label, floor, directions, colour, services }
}

const cleaned = ({ ar, en }: LocalisedText): LocalisedText => ({ ar: cleanLine(ar), en: cleanLine(en) })

/** What is sent of a room; its services in the order of the branch. */
export function bodyOfRoom(draft: RoomDraft, order: readonly string[]) {
  const { kind, label, floor, directions, colour, services } = draft
  const places = { label: cleaned(label), floor: cleaned(floor), directions: cleaned(directions) }
  return { kind, ...places, colour, services: order.filter((it) => services.includes(it)) }
}

/** A room of a set-up as it would be sent unchanged; undefined when it is not there. */
export function bodyOfRoomIn(
  { servicePoints, services }: Pick<SetUpDto, 'servicePoints' | 'services'>,
  slug: string | null,
) {
  const room = servicePoints.find((it) => it.slug === slug)
  const order = services.map((it) => it.slug)
  return room && bodyOfRoom(draftOfRoom(room), order)
}

/** The name of a new room in addresses. */
export function slugOfRoom({ label, kind }: RoomDraft, { servicePoints }: Pick<SetUpDto, 'servicePoints'>): string {
  const taken = servicePoints.map((it) => it.slug)
  return slugFrom(label.en, taken, kind)
}

/** What is wrong with a typed room. */
export function problemsOfRoom({ label, floor, directions }: RoomDraft): Problems {
  const aside = { needed: false }
  return foundProblems({
    'label.ar': problemOfLine(label.ar, 60),
    'label.en': problemOfLine(label.en, 60),
    'floor.ar': problemOfLine(floor.ar, 120, aside),
    'floor.en': problemOfLine(floor.en, 120, aside),
    'directions.ar': problemOfLine(directions.ar, 120, aside),
    'directions.en': problemOfLine(directions.en, 120, aside),
  })
}

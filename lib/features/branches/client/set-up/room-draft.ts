import type { LocalisedText } from '@/lib/shared/fields'
import { cleanLine } from '@/lib/shared/text'
import type { PointSetUp } from '../../point-set-up-contract'
import { foundProblems, type Problems, problemOfLine } from './problems'

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

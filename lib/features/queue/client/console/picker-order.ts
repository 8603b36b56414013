import { foldForSearch, isFoundBy } from '@/lib/shared/arabic'

/** A place to choose, with what is written about it. */
export type Place = { value: string; title: string; text: string; isYours: boolean }

/** Sorts places: those where the person is serving a visitor, then the one chosen last, then the others. */
export function inOrder<P extends Place>(places: readonly P[], last: string | null): readonly P[] {
  const rank = ({ isYours, value }: Place) => (isYours ? 0 : value === last ? 1 : 2)
  return [0, 1, 2].flatMap((wanted) => places.filter((place) => rank(place) === wanted))
}

const digitsOf = (text: string): readonly string[] => foldForSearch(text).match(/\d+/g) ?? []

/**
 * The places that match what was typed, by the number of the room or by any of its words. The room with exactly this
 * number comes first: `1` is room 1 before rooms 10 to 19.
 */
export function matching<P extends Place>(places: readonly P[], typed: string): readonly P[] {
  const query = foldForSearch(typed)
  if (query === '') return places
  const exact = places.filter(({ title }) => digitsOf(title).includes(query))
  const others = places.filter((place) => !exact.includes(place) && isFoundBy(`${place.title} ${place.text}`, query))
  return [...exact, ...others]
}

type Box = { left: number; top: number }

/** The tile that an arrow key reaches from `index`, among tiles in rows; the same one at an edge. */
export function tileAfter(boxes: readonly Box[], index: number, key: string, rightToLeft: boolean): number {
  const forward = rightToLeft ? 'ArrowLeft' : 'ArrowRight'
  const here = boxes[index]
  if (!here) return 0
  if (key === 'Home') return 0
  if (key === 'End') return boxes.length - 1
  if (key === 'ArrowLeft' || key === 'ArrowRight')
    return Math.min(Math.max(index + (key === forward ? 1 : -1), 0), boxes.length - 1)
  if (key !== 'ArrowUp' && key !== 'ArrowDown') return index
  const way = key === 'ArrowDown' ? 1 : -1
  const column = ({ left }: Box) => Math.abs(left - here.left)
  const ahead = boxes
    .map((box, at) => ({ box, at }))
    .filter(({ box }) => (box.top - here.top) * way > 0)
    .sort((one, other) => (one.box.top - other.box.top) * way || column(one.box) - column(other.box))
  return ahead[0]?.at ?? index
}

import type { Formats } from '@/lib/i18n/formats'
import { localised } from '@/lib/i18n/localised'
import type { LocalisedText } from '@/lib/shared/fields'

type Place = { label: LocalisedText; floor: LocalisedText; directions: LocalisedText }

/** More rooms than this are not named: a person cannot prepare for all of them. */
const mostNamed = 3

/**
 * Places in words: their names as alternatives, and what they have in common of floor and way. Either may be empty.
 */
export function placesInWords(
  places: readonly Place[],
  locale: 'ar' | 'en',
  formats: Formats,
): { names: string; way: string } {
  const written = (text: LocalisedText) => formats.text(localised(text, locale))
  const labels = places.length > mostNamed ? [] : places.map(({ label }) => written(label))
  const shared = (of: 'floor' | 'directions') => {
    const [first = '', ...others] = [...new Set(places.map((place) => written(place[of])))]
    return others.length === 0 ? first : ''
  }
  return {
    names: new Intl.ListFormat(locale, { type: 'disjunction' }).format(labels),
    way: [shared('floor'), shared('directions')].filter(Boolean).join(' · '),
  }
}

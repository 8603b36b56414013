import { useLocale, useTranslations } from 'next-intl'
import type { Formats } from '@/lib/i18n/formats'
import { Icon } from '@/lib/ui/icon'
import type { PlaceDto } from '../../contract'
import { placesInWords } from './places-in-words'

type Props = {
  /** The room to go to, once it is known. */
  place: PlaceDto | null
  /** The rooms of the clinic, one of which will call. */
  rooms: readonly PlaceDto[]
  formats: Formats
}

/** Where to go: the room, or before the call those that may call, with floor and way. */
export function WhereToGo({ place, rooms, formats }: Props) {
  const t = useTranslations('visitor.visit')
  const { names, way } = placesInWords(place === null ? rooms : [place], useLocale(), formats)
  return (
    <div className="flex items-start gap-3 px-5 pt-1 pb-5">
      <Icon name="pin" className="mt-1 size-5 text-turn" />
      <div className="min-w-0">
        <h2 className="text-sm text-ink-3">{t('where')}</h2>
        {names !== '' && (
          <p className="text-lg font-semibold">
            <bdi>{names}</bdi>
          </p>
        )}
        {way !== '' && <p className="text-ink-2">{way}</p>}
        {place === null && <p className="text-ink-2">{t(names === '' ? 'whereLater' : 'whichLater')}</p>}
      </div>
    </div>
  )
}

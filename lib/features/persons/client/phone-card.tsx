import { useLocale, useTranslations } from 'next-intl'
import { formatsOf } from '@/lib/i18n/formats'
import { Card } from '@/lib/ui/card'
import { Icon } from '@/lib/ui/icon'
import type { PhoneOfVisit } from './phone-confirmation'
import { PhoneOffer } from './phone-offer'

type Props = PhoneOfVisit & {
  /** Last digits of the number confirmed earlier. */
  confirmed: string | null
}

/** Offers, on a visit's page, to confirm a phone number. */
export function PhoneCard({ token, branch, confirmed }: Props) {
  const t = useTranslations('phone')
  const formats = formatsOf({ locale: useLocale(), ...branch })
  if (confirmed !== null)
    return (
      <Card className="flex items-start gap-3" aria-label={t('number')}>
        <Icon name="check" className="mt-0.5 size-5 text-done" />
        <div>
          <h2 className="font-semibold">{t('known', { end: formats.text(confirmed) })}</h2>
          <p className="text-sm text-ink-2">{t('knownText')}</p>
        </div>
      </Card>
    )
  return (
    <Card className="grid gap-3" aria-label={t('number')}>
      <PhoneOffer token={token} branch={branch} action={t('open')} problem={t('notLoaded')}>
        <h2 className="font-semibold">{t('title')}</h2>
        <p className="text-ink-2">{t('text')}</p>
      </PhoneOffer>
    </Card>
  )
}

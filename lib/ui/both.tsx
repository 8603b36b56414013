import { useLocale } from 'next-intl'
import type { Locale } from '@/lib/i18n/routing'
import type { LocalisedText } from '@/lib/shared/fields'
import { classNames } from './class-names'

const order: Record<Locale, readonly Locale[]> = { ar: ['ar', 'en'], en: ['en', 'ar'] }

type Props = {
  text: LocalisedText
  /** One below the other instead of side by side. */
  stacked?: boolean
  className?: string
  firstClass?: string
  secondClass?: string
}

/** A text in both languages, the language of the page first, each with its own direction. For screens in a hall. */
export function Both({ text, stacked = false, className, firstClass, secondClass }: Props) {
  const [first, second] = order[useLocale()].map((language) => ({ language, written: text[language] }))
  return (
    <span
      className={classNames(
        stacked ? 'grid min-w-0 justify-items-start' : 'flex flex-wrap items-baseline gap-x-3',
        className,
      )}
    >
      {first && <Written {...first} className={firstClass} />}
      {second && second.written !== first?.written && <Written {...second} className={secondClass} />}
    </span>
  )
}

function Written({
  language,
  written,
  className,
}: {
  language: Locale
  written: string
  className: string | undefined
}) {
  return (
    <bdi lang={language} dir={language === 'ar' ? 'rtl' : 'ltr'} className={className}>
      {written}
    </bdi>
  )
}

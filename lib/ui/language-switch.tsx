'use client'

import { usePathname } from 'next/navigation'
import { useLocale } from 'next-intl'
import { classNames } from './class-names'

const other = {
  ar: { locale: 'en', name: 'English' },
  en: { locale: 'ar', name: 'العربية' },
} as const

/** Opens the same page in the other language. A full page load, because the direction of the document changes. */
export function LanguageSwitch({ className }: { className?: string }) {
  const { locale, name } = other[useLocale()]
  const path = usePathname().replace(/^\/(ar|en)(?=\/|$)/, `/${locale}`)
  return (
    <a
      href={path}
      hrefLang={locale}
      lang={locale}
      className={classNames(
        'inline-flex min-h-11 shrink-0 items-center rounded-full border border-line-strong bg-surface px-4 text-sm hover:bg-sunken',
        className,
      )}
      // The query is only known in the browser; reading it while rendering would make every page dynamic.
      onClick={(event) => {
        event.currentTarget.href = path + window.location.search + window.location.hash
      }}
    >
      {name}
    </a>
  )
}

'use client'

import { useTranslations } from 'next-intl'
import { Link } from '@/lib/i18n/navigation'
import { buttonClass } from '@/lib/ui/button'
import { Card } from '@/lib/ui/card'
import { OfficeIcon } from '@/lib/ui/office/office-icon'
import type { PersonDto } from '../contract'

/** The search result. */
export function FoundPerson({ person: { id, name, phone, nationalId } }: { person: PersonDto }) {
  const t = useTranslations('persons')
  const numbers = [phone, nationalId].filter((it) => it !== null)
  return (
    <Card className="flex flex-wrap items-center gap-4" aria-label={t('search.found')}>
      <span className="grid size-11 shrink-0 place-items-center rounded-md bg-sunken text-ink-2">
        <OfficeIcon name="person" />
      </span>
      <div className="min-w-0 flex-1">
        <h2 className="font-semibold break-words">
          {name === null ? t('search.noName') : <bdi translate="no">{name}</bdi>}
        </h2>
        <p className="flex flex-wrap gap-x-4 text-ink-2">
          {numbers.map((number) => (
            <bdi key={number} dir="ltr">
              {number}
            </bdi>
          ))}
        </p>
      </div>
      <Link href={`/admin/persons/${id}`} className={buttonClass({ variant: 'primary' })}>
        {t('search.open')}
      </Link>
    </Card>
  )
}

'use client'

import { useTranslations } from 'next-intl'
import { Link } from '@/lib/i18n/navigation'
import { buttonClass } from '@/lib/ui/button'
import { EmptyState } from '@/lib/ui/office/empty-state'
import { OfficeIcon } from '@/lib/ui/office/office-icon'
import { partPath } from './set-up-page'

/** Replaces the page of something that the branch does not have. */
export function UnknownThing({ branch, part }: { branch: string; part: 'clinics' | 'rooms' | 'pathways' }) {
  const t = useTranslations('branches')
  return (
    <EmptyState
      heading="h1"
      icon={<OfficeIcon name="building" className="size-7" />}
      title={t(`${part}.unknown`)}
      action={
        <Link href={partPath(branch, part)} className={buttonClass({ variant: 'primary' })}>
          {t('toList')}
        </Link>
      }
    >
      {t('unknownText')}
    </EmptyState>
  )
}

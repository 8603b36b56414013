'use client'

import { useTranslations } from 'next-intl'
import { Link } from '@/lib/i18n/navigation'
import type { Permission } from '@/lib/shared/permissions'
import { sectionsFor } from '@/lib/shared/staff-sections'
import { buttonClass } from '@/lib/ui/button'
import { classNames } from '@/lib/ui/class-names'
import { OfficeIcon } from '@/lib/ui/office/office-icon'

const row = classNames(buttonClass({ variant: 'quiet' }), 'justify-start! text-start! font-normal! text-ink!')

/** Links from the console to the own account and, with any section's permission, to the administration. */
export function StaffLinks({ permissions }: { permissions: readonly Permission[] }) {
  const t = useTranslations('admin.nav')
  return (
    <>
      <Link href="/account" className={row}>
        <OfficeIcon name="shield" />
        {t('account')}
      </Link>
      {sectionsFor(permissions).length > 0 && (
        <Link href="/admin" className={row}>
          <OfficeIcon name="people" />
          {t('admin')}
        </Link>
      )}
    </>
  )
}

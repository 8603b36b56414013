import { useTranslations } from 'next-intl'
import { Link } from '@/lib/i18n/navigation'
import { buttonClass } from '@/lib/ui/button'
import { EmptyState } from '@/lib/ui/office/empty-state'
import { OfficeIcon } from '@/lib/ui/office/office-icon'

/** Shown for a missing record and for one that the signed-in person may not see. */
export default function AdminNotFound() {
  const t = useTranslations('admin.notFound')
  return (
    <EmptyState
      heading="h1"
      icon={<OfficeIcon name="lock" className="size-7" />}
      title={t('title')}
      action={
        <Link href="/account" className={buttonClass({ variant: 'primary' })}>
          {t('action')}
        </Link>
      }
    >
      {t('text')}
    </EmptyState>
  )
}

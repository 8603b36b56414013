import { useTranslations } from 'next-intl'
import { PageHead } from '@/lib/ui/office/page-head'
import { Skeleton } from '@/lib/ui/skeleton'

export default function AuditLoading() {
  const t = useTranslations('audit')
  return (
    <>
      <PageHead title={t('title')} intro={t('intro')} />
      <p role="status" className="sr-only">
        {t('loading')}
      </p>
      <Skeleton className="mb-4 h-12 sm:h-28" />
      <div className="grid gap-2">
        {[1, 2, 3, 4, 5, 6, 7, 8].map((row) => (
          <Skeleton key={row} className="h-14" />
        ))}
      </div>
    </>
  )
}

import { useTranslations } from 'next-intl'
import { Skeleton } from '@/lib/ui/skeleton'

/** Placeholder of the console while it loads. */
export function ConsoleSkeleton() {
  const t = useTranslations('shell')
  return (
    <div role="status" className="flex h-dvh flex-col">
      <span className="sr-only">{t('loading')}</span>
      <div className="flex h-16 items-center gap-3 border-b border-line bg-surface px-4">
        <Skeleton className="size-11" />
        <Skeleton className="h-11 w-48" />
      </div>
      <div className="grid flex-1 gap-6 p-6 md:grid-cols-[20rem_1fr]">
        <div className="grid content-start gap-3 max-md:hidden">
          {[0, 1, 2, 3, 4].map((row) => (
            <Skeleton key={row} className="h-16" />
          ))}
        </div>
        <div className="grid content-start gap-5">
          <Skeleton className="h-56 rounded-lg" />
          <Skeleton className="h-18" />
          <Skeleton className="h-16" />
        </div>
      </div>
    </div>
  )
}

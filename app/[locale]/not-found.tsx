import { useTranslations } from 'next-intl'
import { Link } from '@/lib/i18n/navigation'
import { BrandMark } from '@/lib/ui/brand-mark'
import { buttonClass } from '@/lib/ui/button'

export default function NotFound() {
  const t = useTranslations('shell.notFound')
  return (
    <main id="main" className="mx-auto grid min-h-dvh max-w-md content-center justify-items-start gap-4 p-6">
      <BrandMark className="size-14" />
      <h1 className="text-xl font-semibold">{t('title')}</h1>
      <p className="text-ink-2">{t('text')}</p>
      <Link href="/" className={buttonClass({ variant: 'primary' })}>
        {t('action')}
      </Link>
    </main>
  )
}

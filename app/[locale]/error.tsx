'use client'

import { useTranslations } from 'next-intl'
import { BrandMark } from '@/lib/ui/brand-mark'
import { Button } from '@/lib/ui/button'

type Props = { error: Error & { digest?: string }; reset: () => void }

export default function ErrorPage({ error, reset }: Props) {
  const t = useTranslations('shell')
  return (
    <main id="main" className="mx-auto grid min-h-dvh max-w-md content-center justify-items-start gap-4 p-6">
      <BrandMark className="size-14" />
      <h1 className="text-xl font-semibold">{t('error.title')}</h1>
      <p className="text-ink-2">{t('error.text')}</p>
      {error.digest !== undefined && (
        <p className="text-sm text-ink-3">
          {t.rich('error.reference', { reference: error.digest, code: (chunks) => <bdi dir="ltr">{chunks}</bdi> })}
        </p>
      )}
      <Button variant="primary" onClick={reset}>
        {t('retry')}
      </Button>
    </main>
  )
}

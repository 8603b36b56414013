'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { Button } from '@/lib/ui/button'
import { Card } from '@/lib/ui/card'
import { CopyButton } from '@/lib/ui/office/copy-button'
import { SecretText } from '@/lib/ui/office/secret-text'
import type { NewTokenDto } from '../contract'
import { exchangeToken } from '../endpoints'

/** Shows a new token, the only time it is available, until the person confirms that it was kept. */
export function MadeToken({ made, onKept }: { made: NewTokenDto; onKept: () => void }) {
  const t = useTranslations('software.made')
  const head = useRef<HTMLHeadingElement>(null)
  useEffect(() => head.current?.focus(), [])
  return (
    <Card tone="raised" className="mb-6 grid gap-4">
      <h2 ref={head} tabIndex={-1} className="text-lg font-semibold outline-none">
        {t('title', { name: made.name })}
      </h2>
      <p className="text-ink-2">{t('warning')}</p>
      <div className="min-w-0 [&>p]:text-sm [&>p]:tracking-normal [&>p]:break-all">
        <SecretText>{made.token}</SecretText>
      </div>
      <p className="text-sm text-ink-3">
        {t.rich('how', {
          code: () => (
            <bdi translate="no" dir="ltr" className="font-mono whitespace-nowrap">
              {exchangeToken.method} {exchangeToken.path}
            </bdi>
          ),
        })}
      </p>
      <div className="flex flex-wrap gap-3">
        <CopyButton text={made.token} />
        <Button variant="quiet" onClick={onKept}>
          {t('kept')}
        </Button>
      </div>
    </Card>
  )
}

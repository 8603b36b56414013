'use client'
import { useLocale, useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { dismiss, type OutboxRow, startOutbox } from '@/lib/client/outbox'
import { useOutbox } from '@/lib/client/use-outbox'
import { localised } from '@/lib/i18n/localised'
import { Button } from '@/lib/ui/button'
import { Notice } from '@/lib/ui/notice'
import { kindOf } from './queue-commands'

/** The commands queued on this phone, and the refused ones. Every command stays visible until resolved. */
export function OutboxNotes() {
  const t = useTranslations('visitor.outbox')
  const rows = useOutbox()
  useEffect(() => startOutbox(), [])
  if (rows.length === 0) return null
  return (
    <ul role="status" className="mx-auto grid w-full max-w-xl gap-3 pb-4" aria-label={t('title')}>
      {rows.map((row) => (
        <li key={row.id}>
          <OutboxNote row={row} />
        </li>
      ))}
    </ul>
  )
}

function OutboxNote({ row }: { row: OutboxRow }) {
  const t = useTranslations('visitor.outbox')
  const explain = useTranslations('errors')
  const locale = useLocale()
  const clinic = row.label === null ? '' : localised(row.label, locale)
  const kind = row.label === null ? 'other' : kindOf(row)
  const refused = row.waitsFor === 'person'
  return (
    <Notice
      tone={refused ? 'missed' : 'near'}
      icon={refused ? 'warning' : 'offline'}
      title={refused ? t(`${kind}Refused`, { clinic }) : t('title')}
    >
      {row.refusal === null ? (
        <p>{row.waitsFor === 'sign_in' ? t('signIn') : t(`${kind}Waiting`, { clinic })}</p>
      ) : (
        <p>{row.refusal.code === 'too_late' ? t('tooLate') : explain(row.refusal.code)}</p>
      )}
      <Button size="small" className="mt-3" onClick={() => void dismiss(row.id)}>
        {refused ? t('dismiss') : t('withdraw')}
      </Button>
    </Notice>
  )
}

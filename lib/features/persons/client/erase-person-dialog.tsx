'use client'

import { useTranslations } from 'next-intl'
import { type SyntheticEvent, useId, useState } from 'react'
import { request } from '@/lib/client/api-client'
import { useCommand } from '@/lib/client/use-command'
import { Button } from '@/lib/ui/button'
import { Dialog } from '@/lib/ui/dialog'
import { Field } from '@/lib/ui/field'
import { Notice } from '@/lib/ui/notice'
import { useToast } from '@/lib/ui/toast'
import { erasePerson } from '../endpoints'

type Props = { id: string; onErased: () => void; onClose: () => void }
type Missing = 'reason' | 'sure' | null

/** Asks for a reason and a confirmation before a person is erased permanently. */
export function ErasePersonDialog({ id: person, onErased, onClose }: Props) {
  const t = useTranslations('persons.erase')
  const tShell = useTranslations('shell')
  const explain = useTranslations('errors')
  const toast = useToast()
  const id = useId()
  const { pending, problem, run } = useCommand()
  const [missing, setMissing] = useState<Missing>(null)

  async function submit(event: SyntheticEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    const [form, fields] = [event.currentTarget, new FormData(event.currentTarget)]
    const reason = String(fields.get('reason') ?? '').trim()
    const lacks: Missing = reason === '' ? 'reason' : fields.get('sure') === null ? 'sure' : null
    setMissing(lacks)
    if (lacks) return form.querySelector<HTMLInputElement>(`[name="${lacks}"]`)?.focus()
    const isErased = await run(async () => {
      await request(erasePerson, { params: { id: person }, body: { reason } })
    })
    if (!isErased) return
    toast({ text: t('done') })
    onErased()
    onClose()
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={t('title')}
      actions={
        <>
          <Button type="submit" form={id} variant="danger" pending={pending}>
            {t('submit')}
          </Button>
          <Button onClick={onClose}>{tShell('cancel')}</Button>
        </>
      }
    >
      <p className="text-ink-2">{t('text')}</p>
      <form id={id} noValidate onSubmit={(event) => void submit(event)} className="grid gap-4">
        <div role="alert" className="empty:hidden">
          {problem && <Notice tone="missed">{explain(problem.code)}</Notice>}
        </div>
        <Field
          label={t('reason')}
          hint={t('reasonHint')}
          error={missing === 'reason' ? t('reasonMissing') : undefined}
          name="reason"
          maxLength={300}
          autoComplete="off"
        />
        <div>
          <label className="flex min-h-11 items-center gap-3">
            <input
              type="checkbox"
              name="sure"
              aria-invalid={missing === 'sure'}
              aria-describedby={missing === 'sure' ? `${id}-sure` : undefined}
              className="size-5 accent-missed"
            />
            {t('sure')}
          </label>
          {missing === 'sure' && (
            <p id={`${id}-sure`} className="text-sm font-semibold text-missed">
              {t('sureMissing')}
            </p>
          )}
        </div>
      </form>
    </Dialog>
  )
}

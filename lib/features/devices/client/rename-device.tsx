'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type SyntheticEvent, useEffect, useId, useRef, useState } from 'react'
import { request } from '@/lib/client/api-client'
import { useCommand } from '@/lib/client/use-command'
import { Button } from '@/lib/ui/button'
import { Dialog } from '@/lib/ui/dialog'
import { Field } from '@/lib/ui/field'
import { useToast } from '@/lib/ui/toast'
import type { DeviceDto } from '../contract'
import { renameDevice } from '../endpoints'

/** Renames a device. */
export function RenameDevice({ device, onClose }: { device: DeviceDto; onClose: () => void }) {
  const t = useTranslations('devices')
  const tErrors = useTranslations('errors')
  const tShell = useTranslations('shell')
  const router = useRouter()
  const toast = useToast()
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const { pending, problem, run } = useCommand()
  const [missing, setMissing] = useState(false)
  const unsafe = problem?.fields.some(({ path }) => path === 'label') ?? false
  const refusal = missing
    ? t('add.labelMissing')
    : unsafe
      ? t('add.labelUnsafe')
      : problem
        ? tErrors(problem.code)
        : undefined
  // After the dialog has opened, which only focuses it.
  useEffect(() => form.current?.querySelector('input')?.select(), [])

  async function submit(event: SyntheticEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    const label = String(new FormData(event.currentTarget).get('label') ?? '').trim()
    if (label === '') return setMissing(true)
    setMissing(false)
    if (await run(() => request(renameDevice, { params: { id: device.id }, body: { label } }))) {
      toast({ text: t('rename.done') })
      router.refresh()
      onClose()
    }
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={t('rename.title')}
      actions={
        <>
          <Button type="submit" form={id} variant="primary" pending={pending}>
            {t('rename.submit')}
          </Button>
          <Button onClick={onClose}>{tShell('cancel')}</Button>
        </>
      }
    >
      <form ref={form} id={id} noValidate onSubmit={(event) => void submit(event)}>
        <Field
          label={t('add.label')}
          error={refusal}
          name="label"
          defaultValue={device.label}
          autoComplete="off"
          maxLength={120}
        />
      </form>
    </Dialog>
  )
}

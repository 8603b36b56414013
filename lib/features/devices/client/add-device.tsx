'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { type SyntheticEvent, useId, useRef, useState } from 'react'
import { request } from '@/lib/client/api-client'
import { useCommand } from '@/lib/client/use-command'
import type { BranchRef } from '@/lib/features/branches/contract'
import { localised } from '@/lib/i18n/localised'
import { Button } from '@/lib/ui/button'
import { Dialog } from '@/lib/ui/dialog'
import { Field } from '@/lib/ui/field'
import { Notice } from '@/lib/ui/notice'
import { SelectField } from '@/lib/ui/office/select-field'
import { useToast } from '@/lib/ui/toast'
import { pairDevice } from '../endpoints'
import { readCode } from '../rules'

type Props = { branches: readonly BranchRef[]; origin: string; onClose: () => void }
type Missing = 'code' | 'label'

/** Pairs a device by the code on its screen, and names it. */
export function AddDevice({ branches, origin, onClose }: Props) {
  const t = useTranslations('devices.add')
  const tErrors = useTranslations('errors')
  const tShell = useTranslations('shell')
  const locale = useLocale()
  const router = useRouter()
  const toast = useToast()
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const { pending, problem, run } = useCommand()
  const [missing, setMissing] = useState<Missing | null>(null)
  const unsafe = problem?.fields.some(({ path }) => path === 'label') ?? false

  async function submit(event: SyntheticEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    const body = wishOf(new FormData(event.currentTarget))
    const lacks = readCode(body.code) === null ? 'code' : body.label === '' ? 'label' : null
    setMissing(lacks)
    if (lacks) return focusOn(form.current, lacks)
    if (await run(() => request(pairDevice, { body }))) {
      toast({ text: t('done') })
      router.refresh()
      onClose()
    } else focusOn(form.current, 'code')
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={t('title')}
      actions={
        <>
          <Button type="submit" form={id} variant="primary" pending={pending}>
            {t('submit')}
          </Button>
          <Button onClick={onClose}>{tShell('cancel')}</Button>
        </>
      }
    >
      <div className="grid gap-2 text-ink-2">
        <p>{t('intro')}</p>
        <dl className="grid gap-1 text-sm">
          {(['display', 'tablet'] as const).map((kind) => (
            <div key={kind} className="flex flex-wrap gap-x-2">
              <dt>{t(kind)}:</dt>
              <dd>
                <bdi dir="ltr" className="font-semibold break-all text-ink">
                  {`${origin.replace(/^https?:\/\//, '')}/${locale}/${kind === 'display' ? 'tv' : 'tablet'}`}
                </bdi>
              </dd>
            </div>
          ))}
        </dl>
      </div>
      <form ref={form} id={id} noValidate onSubmit={(event) => void submit(event)} className="grid gap-4">
        <div role="alert" className="empty:hidden">
          {problem && !unsafe && <Notice tone="missed">{tErrors(problem.code)}</Notice>}
        </div>
        <Field
          label={t('code')}
          hint={t('codeHint')}
          error={missing === 'code' ? t('codeWrong') : undefined}
          name="code"
          dir="ltr"
          autoComplete="off"
          autoCapitalize="characters"
          autoCorrect="off"
          spellCheck={false}
          maxLength={20}
        />
        <Field
          label={t('label')}
          hint={t('labelHint')}
          error={missing === 'label' ? t('labelMissing') : unsafe ? t('labelUnsafe') : undefined}
          name="label"
          autoComplete="off"
          maxLength={120}
        />
        {branches.length > 1 ? (
          <SelectField
            label={t('branch')}
            name="branch"
            options={branches.map((it) => ({ value: it.slug, label: localised(it.name, locale) }))}
          />
        ) : (
          <input type="hidden" name="branch" value={branches[0]?.slug} />
        )}
      </form>
    </Dialog>
  )
}

function wishOf(fields: FormData): { code: string; label: string; branch: string } {
  const text = (name: string): string => String(fields.get(name) ?? '').trim()
  return { code: text('code'), label: text('label'), branch: text('branch') }
}

function focusOn(form: HTMLFormElement | null, name: Missing): void {
  form?.querySelector<HTMLInputElement>(`input[name="${name}"]`)?.focus()
}

'use client'

import { useLocale, useTranslations } from 'next-intl'
import { type SyntheticEvent, useId, useRef, useState } from 'react'
import { request } from '@/lib/client/api-client'
import { useCommand } from '@/lib/client/use-command'
import { localised } from '@/lib/i18n/localised'
import { usePlaceFormats } from '@/lib/i18n/place'
import { Button } from '@/lib/ui/button'
import { Dialog } from '@/lib/ui/dialog'
import { Field } from '@/lib/ui/field'
import { Icon } from '@/lib/ui/icon'
import { Notice } from '@/lib/ui/notice'
import { SelectField } from '@/lib/ui/office/select-field'
import type { NewTokenDto, TokenPlace } from '../contract'
import { createToken } from '../endpoints'

type Props = { places: readonly TokenPlace[]; onClose: () => void; onMade: (token: NewTokenDto) => void }
type Missing = 'name' | 'scopes'

const lengths = [30, 90, 180, 365] as const
const usual = '90'

/** Creates a token: name, scopes, branch and lifetime. */
export function MakeToken({ places, onClose, onMade }: Props) {
  const t = useTranslations('software')
  const tErrors = useTranslations('errors')
  const tShell = useTranslations('shell')
  const locale = useLocale()
  const { number } = usePlaceFormats()
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const { pending, problem, run } = useCommand()
  const [missing, setMissing] = useState<Missing | null>(null)
  const unsafe = problem?.fields.some(({ path }) => path === 'name') ?? false
  const [at, setAt] = useState(0)
  const place = places[at]

  async function submit(event: SyntheticEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    const name = String(fields.get('name') ?? '').trim()
    const scopes = fields.getAll('scope').map(String)
    const lacks = name === '' ? 'name' : scopes.length === 0 ? 'scopes' : null
    setMissing(lacks)
    if (lacks) return focusOn(form.current, lacks)
    const body = { name, scopes, branch: place?.branch?.slug ?? null, expiresInDays: Number(fields.get('days')) }
    await run(async () => onMade(await request<NewTokenDto>(createToken, { body })))
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={t('make.title')}
      actions={
        <>
          <Button type="submit" form={id} variant="primary" pending={pending}>
            {t('make.submit')}
          </Button>
          <Button onClick={onClose}>{tShell('cancel')}</Button>
        </>
      }
    >
      <form ref={form} id={id} noValidate onSubmit={(event) => void submit(event)} className="grid gap-4">
        <div role="alert" className="empty:hidden">
          {problem && !unsafe && <Notice tone="missed">{tErrors(problem.code)}</Notice>}
        </div>
        <Field
          label={t('make.name')}
          hint={t('make.nameHint')}
          error={missing === 'name' ? t('make.nameMissing') : unsafe ? t('make.nameUnsafe') : undefined}
          name="name"
          autoComplete="off"
          maxLength={120}
        />
        <div className="grid gap-4 sm:grid-cols-[1.7fr_1fr]">
          <SelectField
            label={t('make.branch')}
            value={String(at)}
            onChange={(event) => setAt(Number(event.currentTarget.value))}
            options={places.map(({ branch }, i) => ({
              value: String(i),
              label: branch ? localised(branch.name, locale) : t('everyBranch'),
            }))}
          />
          <SelectField
            label={t('make.lasts')}
            name="days"
            defaultValue={usual}
            options={lengths.map((count) => ({
              value: String(count),
              label: count === 365 ? t('make.year') : t('make.days', { count, n: number(count) }),
            }))}
          />
        </div>
        <Scopes scopes={place?.scopes ?? []} wrong={missing === 'scopes'} />
      </form>
    </Dialog>
  )
}

function Scopes({ scopes, wrong }: { scopes: TokenPlace['scopes']; wrong: boolean }) {
  const t = useTranslations('software')
  const id = useId()
  return (
    <fieldset aria-describedby={`${id}-hint`} className="grid gap-1">
      <legend className="font-semibold">{t('make.scopes')}</legend>
      <p id={`${id}-hint`} className="text-sm text-ink-3">
        {t('make.scopesHint')}
      </p>
      <div role="alert" className="empty:hidden">
        {wrong && (
          <p className="flex items-start gap-1.5 text-sm font-semibold text-missed">
            <Icon name="warning" className="mt-0.5 size-4" />
            {t('make.scopesMissing')}
          </p>
        )}
      </div>
      {scopes.map((scope) => (
        <label key={scope} className="flex min-h-11 items-center gap-3 rounded-md px-2 hover:bg-sunken">
          <input type="checkbox" name="scope" value={scope} className="size-5 shrink-0 accent-turn" />
          <span>{t(`scope.${scope}`)}</span>
        </label>
      ))}
    </fieldset>
  )
}

function focusOn(form: HTMLFormElement | null, name: Missing): void {
  form?.querySelector<HTMLInputElement>(`input[name="${name === 'name' ? 'name' : 'scope'}"]`)?.focus()
}

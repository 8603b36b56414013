'use client'

import { useLocale, useTranslations } from 'next-intl'
import { type SyntheticEvent, useRef, useState } from 'react'
import { ApiError, request } from '@/lib/client/api-client'
import { loadPage } from '@/lib/client/load-page'
import { Button } from '@/lib/ui/button'
import { Field } from '@/lib/ui/field'
import { Notice } from '@/lib/ui/notice'
import { TimeZoneField } from '@/lib/ui/office/time-zone-field'
import { setUp } from '../../endpoints'
import { PasswordField } from '../password-field'
import { PasswordMeter } from '../password-meter'
import {
  checkSetup,
  fieldOfPath,
  type SetupField,
  type SetupProblems,
  type SetupValues,
  setupFields,
} from './set-up-check'
import { SetupInvalid } from './set-up-invalid'
import { TemplateChoice } from './template-choice'

/** Creates the first administrator and branch, signs in, and opens the console. */
export function SetupForm({ token }: { token: string }) {
  const t = useTranslations('accounts')
  const tErrors = useTranslations('errors')
  const locale = useLocale()
  const [pending, setPending] = useState(false)
  const [password, setPassword] = useState('')
  const [problems, setProblems] = useState<SetupProblems>({})
  const [refusal, setRefusal] = useState<ApiError['code'] | null>(null)
  const form = useRef<HTMLFormElement>(null)
  const errorOf = (field: SetupField) => {
    const problem = problems[field]
    return problem && t(`field.${problem}`)
  }

  function showProblems(found: SetupProblems): void {
    setProblems(found)
    const first = setupFields.find((field) => found[field])
    form.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus()
  }

  /** A field that is being filled in no longer says what was wrong with it. */
  function forgetProblem({ target }: SyntheticEvent<HTMLFormElement>): void {
    const { name } = target as HTMLInputElement
    setProblems((known) => ({ ...known, [name]: undefined }))
  }

  async function submit(event: SyntheticEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    const { values, template } = readForm(event.currentTarget)
    const found = checkSetup(values)
    showProblems(found)
    setRefusal(null)
    if (Object.keys(found).length > 0) return
    const { username, displayName, nameAr, nameEn, timeZone } = values
    setPending(true)
    try {
      const branch = { nameAr: nameAr.trim(), nameEn: nameEn.trim(), timeZone }
      await request(setUp, {
        body: {
          token,
          username: username.trim(),
          displayName: displayName.trim(),
          password: values.password,
          branch,
          template,
        },
      })
      loadPage(`/${locale}/console`)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      setPending(false)
      setRefusal(error.code)
      showProblems(problemsOf(error))
    }
  }

  if (refusal === 'setup_link_invalid') return <SetupInvalid />
  const fieldsWrong = refusal === 'invalid_input' && Object.keys(problems).length > 0
  return (
    <form ref={form} noValidate onInput={forgetProblem} onSubmit={(event) => void submit(event)} className="grid gap-8">
      {refusal && (
        <div role="alert">
          <Notice tone="missed">{fieldsWrong ? t('setup.fieldsWrong') : tErrors(refusal)}</Notice>
        </div>
      )}
      <fieldset className="grid gap-5">
        <legend className="mb-4 text-lg font-semibold">{t('setup.you')}</legend>
        <Field
          label={t('setup.displayName')}
          name="displayName"
          autoComplete="name"
          maxLength={120}
          error={errorOf('displayName')}
        />
        <Field
          label={t('setup.username')}
          hint={t('setup.usernameHint')}
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          dir="ltr"
          maxLength={40}
          error={errorOf('username')}
        />
        <div className="grid gap-2">
          <PasswordField
            label={t('setup.password')}
            hint={t('setup.passwordHint')}
            name="password"
            autoComplete="new-password"
            maxLength={200}
            value={password}
            onChange={(event) => setPassword(event.target.value)}
            error={errorOf('password')}
          />
          <PasswordMeter password={password} />
        </div>
      </fieldset>
      <fieldset className="grid gap-5">
        <legend className="mb-4 text-lg font-semibold">{t('setup.branch')}</legend>
        <div className="grid gap-5 sm:grid-cols-2">
          <Field
            label={t('setup.nameAr')}
            name="nameAr"
            dir="rtl"
            lang="ar"
            maxLength={120}
            error={errorOf('nameAr')}
          />
          <Field
            label={t('setup.nameEn')}
            name="nameEn"
            dir="ltr"
            lang="en"
            maxLength={120}
            error={errorOf('nameEn')}
          />
        </div>
        <TimeZoneField label={t('setup.timeZone')} name="timeZone" />
      </fieldset>
      <TemplateChoice />
      <Button type="submit" variant="primary" size="large" wide pending={pending}>
        {t('setup.submit')}
      </Button>
    </form>
  )
}

function readForm(form: HTMLFormElement): { values: SetupValues; template: string } {
  const data = new FormData(form)
  const read = (name: string) => {
    const value = data.get(name)
    return typeof value === 'string' ? value : ''
  }
  const values = Object.fromEntries(setupFields.map((field) => [field, read(field)])) as SetupValues
  return { values, template: read('template') }
}

function problemsOf(error: ApiError): SetupProblems {
  const problems: SetupProblems = {}
  for (const { path, reason } of error.fields) {
    const field = fieldOfPath(path)
    if (field) problems[field] = reason === 'unsafe_characters' ? 'unsafe' : 'invalid'
  }
  return problems
}

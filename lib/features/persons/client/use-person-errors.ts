'use client'

import { useTranslations } from 'next-intl'
import type { ApiError } from '@/lib/client/api-client'
import type { TypedPerson } from './person-fields'

type Errors = Partial<Record<keyof TypedPerson, string>>

/** Translates a refusal into messages for the fields and for the form. */
export function usePersonErrors(problem: ApiError | null): { errors: Errors; whole: string | null } {
  const t = useTranslations('persons')
  const explain = useTranslations('errors')
  if (!problem) return { errors: {}, whole: null }
  if (problem.code === 'stale_version') return { errors: {}, whole: t('edit.stale') }
  if (problem.code === 'person_exists') return { errors: {}, whole: t('add.exists') }
  if (problem.code !== 'invalid_input') return { errors: {}, whole: explain(problem.code) }
  const words = (name: string): string => {
    if (name === 'phone') return t('search.notPhone')
    return name === 'nationalId' ? t('search.notNationalId') : explain('invalid_input')
  }
  const names = ['name', 'phone', 'nationalId', 'notes'] as const
  const wrong = names.filter((name) => problem.fields.some(({ path }) => path === name))
  const errors: Errors = Object.fromEntries(wrong.map((name) => [name, words(name)]))
  return { errors, whole: wrong.length > 0 ? null : t('add.nothing') }
}

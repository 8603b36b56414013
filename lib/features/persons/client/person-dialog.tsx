'use client'

import { useTranslations } from 'next-intl'
import { type SyntheticEvent, useId } from 'react'
import type { ApiError } from '@/lib/client/api-client'
import { Link } from '@/lib/i18n/navigation'
import { Button } from '@/lib/ui/button'
import { Dialog } from '@/lib/ui/dialog'
import { Notice } from '@/lib/ui/notice'
import { PersonFields, type TypedPerson, typedIn } from './person-fields'
import { usePersonErrors } from './use-person-errors'

type Props = {
  title: string
  submit: string
  values: TypedPerson
  pending: boolean
  problem: ApiError | null
  onSubmit: (typed: TypedPerson) => void
  onClose: () => void
  /** Additional form content above the fields. */
  children?: React.ReactNode
}

/** The form of a new or existing record. Links to the other record when a number is already taken. */
export function PersonDialog({ title, submit, values, pending, problem, onSubmit, onClose, children }: Props) {
  const t = useTranslations('persons.add')
  const tShell = useTranslations('shell')
  const id = useId()
  const { errors, whole } = usePersonErrors(problem)
  const other = problem?.code === 'person_exists' ? String(problem.details['id'] ?? '') : ''

  function send(event: SyntheticEvent<HTMLFormElement>): void {
    event.preventDefault()
    onSubmit(typedIn(event.currentTarget))
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      actions={
        <>
          <Button type="submit" form={id} variant="primary" pending={pending}>
            {submit}
          </Button>
          <Button onClick={onClose}>{tShell('cancel')}</Button>
        </>
      }
    >
      <form id={id} noValidate onSubmit={send} className="grid gap-4">
        <div role="alert" className="empty:hidden">
          {whole !== null && (
            <Notice tone="missed">
              {whole}{' '}
              {other !== '' && (
                <Link href={`/admin/persons/${other}`} className="font-semibold underline" onClick={onClose}>
                  {t('openOther')}
                </Link>
              )}
            </Notice>
          )}
        </div>
        {children}
        <PersonFields values={values} errors={errors} />
      </form>
    </Dialog>
  )
}

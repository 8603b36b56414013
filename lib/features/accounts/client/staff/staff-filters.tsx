'use client'

import { useTranslations } from 'next-intl'
import { type SyntheticEvent, useEffect, useRef, useState } from 'react'
import type { BranchRef } from '@/lib/features/branches/contract'
import { staffRoles } from '@/lib/shared/permissions'
import { Field } from '@/lib/ui/field'
import { SelectField } from '@/lib/ui/office/select-field'
import { type StaffQuery, withFilters } from './staff-query'
import { useStaffWords } from './staff-words'

const typingPause = 350

type Props = { query: StaffQuery; branches: readonly BranchRef[]; go: (to: StaffQuery) => void }

/** Search and filters; typed text applies after a short pause, choices at once. */
export function StaffFilters({ query, branches, go }: Props) {
  const t = useTranslations('accounts.staff')
  const tRoles = useTranslations('accounts.roles')
  const words = useStaffWords(branches)
  const [typed, setTyped] = useState(query.q)
  const [shown, setShown] = useState(query.q)
  // Keeps the box in step when the address changes by other means, such as "show all" or going back.
  if (shown !== query.q) {
    setShown(query.q)
    setTyped(query.q)
  }
  const newest = useRef({ query, go })
  useEffect(() => {
    newest.current = { query, go }
  })
  useEffect(() => {
    if (typed.trim() === newest.current.query.q) return
    const timer = setTimeout(
      () => newest.current.go(withFilters(newest.current.query, { q: typed.trim() })),
      typingPause,
    )
    return () => clearTimeout(timer)
  }, [typed])

  return (
    <form
      role="search"
      aria-label={t('find')}
      className="mb-4 grid grid-cols-2 gap-3 *:first:col-span-2 lg:flex lg:*:flex-1 lg:*:first:flex-2"
      onSubmit={(event: SyntheticEvent) => {
        event.preventDefault()
        go(withFilters(query, { q: typed.trim() }))
      }}
    >
      <Field
        label={t('search')}
        type="search"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        maxLength={80}
        autoComplete="off"
      />
      <SelectField
        label={t('role')}
        value={query.role}
        onChange={(event) => go(withFilters(query, { role: event.target.value as StaffQuery['role'] }))}
        options={[
          { value: '', label: t('anyRole') },
          ...staffRoles.map((role) => ({ value: role, label: tRoles(role) })),
        ]}
      />
      {branches.length > 1 && (
        <SelectField
          label={t('branch')}
          value={query.branch}
          onChange={(event) => go(withFilters(query, { branch: event.target.value }))}
          options={[
            { value: '', label: t('anyBranch') },
            ...branches.map(({ slug }) => ({ value: slug, label: words.branch(slug) })),
          ]}
        />
      )}
      <SelectField
        label={t('state')}
        value={query.active}
        onChange={(event) => go(withFilters(query, { active: event.target.value as StaffQuery['active'] }))}
        options={[
          { value: '', label: t('anyState') },
          { value: 'true', label: t('active') },
          { value: 'false', label: t('inactive') },
        ]}
      />
    </form>
  )
}

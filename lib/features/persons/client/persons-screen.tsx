'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { BranchRef } from '@/lib/features/branches/contract'
import { Button } from '@/lib/ui/button'
import { Icon } from '@/lib/ui/icon'
import { EmptyState } from '@/lib/ui/office/empty-state'
import { OfficeIcon } from '@/lib/ui/office/office-icon'
import { PageHead } from '@/lib/ui/office/page-head'
import type { PersonDto } from '../contract'
import { AddPerson } from './add-person'
import { FoundPerson } from './found-person'
import { type PersonSearch, SearchPerson } from './search-person'

type Props = { branches: readonly BranchRef[]; mayManage: boolean }

type Result = { search: PersonSearch; persons: readonly PersonDto[] }

/** Finds one person by a full number; there is deliberately no list of all persons. */
export function PersonsScreen({ branches, mayManage }: Props) {
  const t = useTranslations('persons')
  const [result, setResult] = useState<Result | null>(null)
  const [adding, setAdding] = useState(false)
  const isNobody = result !== null && result.persons.length === 0
  const add = mayManage && (
    <Button variant={isNobody ? 'primary' : 'secondary'} onClick={() => setAdding(true)}>
      <Icon name="plus" />
      {t('add.action')}
    </Button>
  )
  return (
    <>
      <PageHead title={t('title')} intro={t('intro')} action={isNobody ? undefined : add} />
      <SearchPerson branches={branches} onFound={(search, persons) => setResult({ search, persons })} />
      <div aria-live="polite" className="mt-6">
        {isNobody && (
          <EmptyState
            icon={<OfficeIcon name="person" className="size-7" />}
            title={t('search.noneTitle')}
            action={add || undefined}
          >
            {mayManage ? t('search.noneText') : undefined}
          </EmptyState>
        )}
        {result?.persons.map((person) => (
          <FoundPerson key={person.id} person={person} />
        ))}
      </div>
      {adding && <AddPerson branches={branches} search={result?.search ?? null} onClose={() => setAdding(false)} />}
    </>
  )
}

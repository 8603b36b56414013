'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Link } from '@/lib/i18n/navigation'
import type { LocalisedText } from '@/lib/shared/fields'
import { buttonClass } from '@/lib/ui/button'
import { Field } from '@/lib/ui/field'
import { Icon } from '@/lib/ui/icon'
import { type Column, DataTable } from '@/lib/ui/office/data-table'
import { EmptyState } from '@/lib/ui/office/empty-state'
import { OfficeIcon } from '@/lib/ui/office/office-icon'
import { useFound } from './use-found'

type Props<Row> = {
  words: { caption: string; add: string; empty: string; emptyText: string }
  addPath: string
  rows: readonly Row[]
  nameOf: (row: Row) => LocalisedText
  keyOf: (row: Row) => string
  columns: readonly Column<Row>[]
  layout: string
  children?: ReactNode
}

/** A list of the set-up: search when it is long, the rows, and adding one. */
export function ListPart<Row>({ words, addPath, rows, nameOf, keyOf, columns, layout, children }: Props<Row>) {
  const t = useTranslations('branches')
  const found = useFound(rows, nameOf)
  const add = (
    <Link href={addPath} className={`${buttonClass({ variant: 'primary' })} max-sm:w-full`}>
      <Icon name="plus" />
      {words.add}
    </Link>
  )
  if (rows.length === 0)
    return (
      <EmptyState icon={<OfficeIcon name="building" className="size-7" />} title={words.empty} action={add}>
        {words.emptyText}
      </EmptyState>
    )
  return (
    <>
      <div className="mb-4 flex flex-wrap items-end justify-between gap-3">
        {found.isLong ? (
          <Field
            label={t('find')}
            type="search"
            value={found.typed}
            onChange={(event) => found.type(event.target.value)}
            autoComplete="off"
            maxLength={80}
            className="w-full sm:max-w-sm"
          />
        ) : (
          <span />
        )}
        {add}
      </div>
      {found.rows.length === 0 ? (
        <EmptyState icon={<OfficeIcon name="search" className="size-7" />} title={t('noneFound')}>
          {t('noneFoundText')}
        </EmptyState>
      ) : (
        <DataTable caption={words.caption} columns={columns} rows={found.rows} rowKey={keyOf} layout={layout} />
      )}
      {children}
    </>
  )
}

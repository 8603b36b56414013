import type { ReactNode } from 'react'
import { classNames } from '../class-names'

export type Column<Row> = {
  key: string
  head: string
  cell: (row: Row) => ReactNode
  /** The subject of the row: its header, and the first line of its entry on a phone. One per table. */
  lead?: boolean
  /** Buttons, at the end of the row: no header is shown. */
  actions?: boolean
  /** `<details>` that open below the row, with their `<summary>` at its end: no header is shown. */
  details?: boolean
  /**
   * On a phone: without its header, because the value explains itself, beside other values or on a line of its own; or
   * not at all. With its header by default.
   */
  phone?: 'bare' | 'line' | 'hidden'
}

type Props<Row> = {
  /** The content of the table, for screen readers. */
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /**
   * The widths where there is room, `md:grid-cols-[…]`, in fixed units or shares: rows do not share their content, so
   * nothing moves when one of them changes. And the room at the end for actions or details, `pe-…`.
   */
  layout: string
}

/** Rows of similar items: a table where there is room, a list of short entries on a phone. */
export function DataTable<Row>({ caption, columns, rows, rowKey, layout }: Props<Row>) {
  // With `display` changed, screen readers no longer recognise a table unless each part has its role.
  return (
    <table role="table" className="block w-full overflow-hidden rounded-lg border border-line bg-surface">
      <caption className="sr-only">{caption}</caption>
      <thead role="rowgroup" className="sr-only md:not-sr-only md:block">
        <tr role="row" className={classNames('px-4 py-2.5 md:grid md:gap-x-4 md:border-b md:border-line', layout)}>
          {columns.map(({ key, head, actions, details, phone }) => (
            <th
              key={key}
              role="columnheader"
              scope="col"
              className={classNames(
                'text-start text-sm font-normal text-ink-3',
                (actions || details) && 'md:sr-only',
                phone === 'hidden' && 'max-md:hidden',
              )}
            >
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup" className="block divide-y divide-line">
        {rows.map((row) => (
          <tr
            key={rowKey(row)}
            role="row"
            className={classNames(
              'relative flex flex-wrap items-center gap-x-3 px-4 py-2.5 md:grid md:gap-x-4 md:py-1.5',
              layout,
            )}
          >
            {columns.map((column) => (
              <Cell key={column.key} column={column} row={row} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const { head, lead, actions, details, phone } = column
  const content = column.cell(row)
  if (lead)
    return (
      <th role="rowheader" scope="row" className="min-w-0 basis-full text-start font-normal">
        {content}
      </th>
    )
  if (details)
    return (
      <td role="cell" className="col-span-full min-w-0 basis-full">
        {content}
      </td>
    )
  if (actions)
    return (
      <td role="cell" className="absolute inset-y-0 end-2 flex items-center justify-end md:static">
        {content}
      </td>
    )
  return (
    <td
      role="cell"
      className={classNames(
        'flex min-w-0 flex-wrap gap-x-1.5 text-sm text-ink-2 md:block',
        phone === 'hidden' && 'max-md:hidden',
        phone === 'line' && 'basis-full',
      )}
    >
      {phone === undefined && (
        <span aria-hidden="true" className="text-ink-3 md:hidden">
          {head}:
        </span>
      )}
      <div className="min-w-0">{content}</div>
    </td>
  )
}

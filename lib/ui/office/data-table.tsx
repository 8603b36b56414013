import type { ReactNode } from 'react'
import { classNames } from '../class-names'

export type Column<Row> = {
  key: string
  head: string
  cell: (row: Row) => ReactNode
  /** The subject of the row: its header, and the first line of its card on a phone. One per table. */
  lead?: boolean
  /** Buttons: no header is shown. */
  actions?: boolean
}

type Props<Row> = {
  /** The content of the table, for screen readers. */
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** Rows may be tall: cells are aligned to the top. */
  tall?: boolean
}

/** Rows of similar items: a table where there is room, one card per row on a phone. */
export function DataTable<Row>({ caption, columns, rows, rowKey, tall = false }: Props<Row>) {
  // With `display` changed to cards, screen readers no longer recognise a table unless each part has its role.
  return (
    <table role="table" className="block w-full md:table md:overflow-hidden md:rounded-lg md:border md:border-line">
      <caption className="sr-only">{caption}</caption>
      <thead role="rowgroup" className="sr-only md:not-sr-only md:table-header-group">
        <tr role="row" className="md:border-b md:border-line">
          {columns.map(({ key, head, actions }) => (
            <th
              key={key}
              role="columnheader"
              scope="col"
              className="px-4 py-3 text-start text-sm font-normal text-ink-3"
            >
              <span className={actions ? 'sr-only' : undefined}>{head}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup" className="grid gap-3 md:table-row-group md:bg-surface">
        {rows.map((row) => (
          <tr
            key={rowKey(row)}
            role="row"
            className="grid gap-2 rounded-lg border border-line bg-surface p-4 md:table-row md:not-last:border-b md:not-last:border-line"
          >
            {columns.map((column) => (
              <Cell key={column.key} column={column} row={row} tall={tall} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Cell<Row>({ column, row, tall }: { column: Column<Row>; row: Row; tall: boolean }) {
  const look = classNames('min-w-0 md:px-4 md:py-3', tall ? 'md:align-top' : 'md:align-middle')
  const content = column.cell(row)
  if (column.lead)
    return (
      <th role="rowheader" scope="row" className={classNames(look, 'text-start font-normal')}>
        {content}
      </th>
    )
  return (
    <td
      role="cell"
      className={classNames(look, column.actions ? 'md:text-end' : 'flex flex-wrap gap-x-2 md:table-cell')}
    >
      {!column.actions && (
        <span aria-hidden="true" className="text-ink-3 md:hidden">
          {column.head}:
        </span>
      )}
      <div className="min-w-0">{content}</div>
    </td>
  )
}

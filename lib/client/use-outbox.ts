'use client'
import { useEffect, useRef, useState } from 'react'
import { type OutboxRow, watchOutbox } from './outbox'

/** The commands that wait in this browser, oldest first. `onSent` gets each answer, whichever tab sent it. */
export function useOutbox(onSent?: (row: OutboxRow, answer: unknown) => void): OutboxRow[] {
  const [rows, setRows] = useState<OutboxRow[]>([])
  const newest = useRef(onSent)
  useEffect(() => {
    newest.current = onSent
  })
  useEffect(() => watchOutbox({ rows: setRows, sent: (row, answer) => newest.current?.(row, answer) }), [])
  return rows
}

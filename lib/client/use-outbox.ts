'use client'
import { useEffect, useRef, useState } from 'react'
import { type OutboxRow, watchOutbox } from './outbox'

/** What waits in this browser, oldest first. `onSent` hears each answer, from whichever tab it was sent. */
export function useOutbox(onSent?: (row: OutboxRow, answer: unknown) => void): OutboxRow[] {
  const [rows, setRows] = useState<OutboxRow[]>([])
  const newest = useRef(onSent)
  useEffect(() => {
    newest.current = onSent
  })
  useEffect(() => watchOutbox({ rows: setRows, sent: (row, answer) => newest.current?.(row, answer) }), [])
  return rows
}

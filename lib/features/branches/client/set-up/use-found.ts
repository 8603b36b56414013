'use client'

import { useState } from 'react'
import type { LocalisedText } from '@/lib/shared/fields'

/** Lists of this many rows or more can be searched. */
const long = 9

type Found<Row> = { typed: string; type: (typed: string) => void; rows: readonly Row[]; isLong: boolean }

const plain = (text: string): string => text.trim().toLowerCase()

/** The rows of a list whose name, in either language, contains what is typed. */
export function useFound<Row>(all: readonly Row[], nameOf: (row: Row) => LocalisedText): Found<Row> {
  const [typed, type] = useState('')
  const wanted = plain(typed)
  const rows = all.filter((row) => {
    const { ar, en } = nameOf(row)
    return plain(ar).includes(wanted) || plain(en).includes(wanted)
  })
  return { typed, type, rows, isLong: all.length >= long }
}

import 'server-only'
import { Prisma } from '../generated/prisma/client'
import type { SealedColumn } from './sealed-columns'

/** An identifier from the list of sealed columns, never from user input. */
export const name = (text: string): Prisma.Sql => Prisma.raw(`"${text}"`)

/**
 * The id of the key that a value was sealed with. A value of three parts predates ids: the installation's own key, 0.
 */
export function keyOf({ column }: SealedColumn): Prisma.Sql {
  const value = name(column)
  return Prisma.sql`CASE WHEN split_part(${value}, '.', 4) = '' THEN '0' ELSE split_part(${value}, '.', 2) END`
}

import 'server-only'
import { db } from '../db/client'
import { Prisma } from '../generated/prisma/client'
import type { FailureNote } from './job-errors'

/** A stored job. `note` is its last failure; notes written by pg-boss itself have another form. */
export type JobRow = {
  id: string
  name: string
  state: 'created' | 'retry' | 'active' | 'failed'
  attempts: number
  mostAttempts: number
  createdAt: Date
  startAfter: Date
  completedAt: Date | null
  note: Partial<FailureNote> | null
}

const which = {
  failed: Prisma.sql`state = 'failed' ORDER BY completed_on DESC, id`,
  waiting: Prisma.sql`state < 'completed' ORDER BY start_after, id`,
}

/** Failed jobs, newest first, or unfinished ones, next first. */
export function listJobRows(of: keyof typeof which, { skip, take }: { skip: number; take: number }): Promise<JobRow[]> {
  return db().$queryRaw<JobRow[]>`
    SELECT id, name, state::text AS state, CASE WHEN started_on IS NULL THEN 0 ELSE retry_count + 1 END AS attempts,
      retry_limit + 1 AS "mostAttempts", created_on AS "createdAt", start_after AS "startAfter",
      completed_on AS "completedAt", output AS note
    FROM pgboss.job WHERE ${which[of]} LIMIT ${take} OFFSET ${skip}`
}

import 'server-only'
import { countJobs } from '@/lib/server/jobs/count-jobs'
import { type JobRow, listJobRows } from '@/lib/server/jobs/list-jobs'
import type { JobDto, JobPage } from '../contract'

const states = { created: 'waiting', retry: 'retrying', active: 'active', failed: 'failed' } as const

function presentJob({ note, ...row }: JobRow): JobDto {
  const waits = row.state === 'created' || row.state === 'retry'
  return {
    id: row.id,
    name: row.name,
    state: states[row.state],
    attempts: row.attempts,
    mostAttempts: row.mostAttempts,
    createdAt: row.createdAt.toISOString(),
    nextAttemptAt: waits ? row.startAfter.toISOString() : null,
    failedAt: row.state === 'failed' ? (row.completedAt?.toISOString() ?? null) : null,
    error: note?.kind ? { kind: note.kind, message: note.message ?? null } : null,
  }
}

/** A page of failed or unfinished jobs, and how many there are of each name. Two queries. */
export async function listJobs(query: { state: 'failed' | 'waiting'; page: number; limit: number }): Promise<JobPage> {
  const { state, page, limit } = query
  const [counts, rows] = await Promise.all([
    countJobs(),
    listJobRows(state, { skip: (page - 1) * limit, take: limit + 1 }),
  ])
  const jobs = rows.slice(0, limit).map(presentJob)
  return {
    counts: counts.map(({ job, ...of }) => ({ name: job, ...of })),
    jobs,
    next: rows.length > limit ? page + 1 : null,
  }
}

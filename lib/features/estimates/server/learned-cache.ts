import 'server-only'
import { db } from '@/lib/server/db/client'
import { singleton } from '@/lib/server/singleton'
import type { Learned } from '../learned'
import { readLearned } from './learned-rows'

type Known = { learned: Learned | null; readAt: number; loading: Promise<void> | null }
const cache = (): Map<string, Known> => singleton('learned-waits', () => new Map())

const freshMs = 10_000

function known(branchId: string): Known {
  const it = cache().get(branchId) ?? { learned: null, readAt: 0, loading: null }
  cache().set(branchId, it)
  return it
}

/** Reads what is learned of a branch into the memory of this process, once for all who ask at the same time. */
export function refreshLearned(branchId: string): Promise<void> {
  const it = known(branchId)
  it.loading ??= readLearned(db(), branchId)
    .then((learned) => {
      it.learned = learned
      it.readAt = Date.now()
    })
    .finally(() => {
      it.loading = null
    })
  return it.loading
}

/** Makes sure that something learned is known, before a read that should tell waits. */
export async function ensureLearned(branchId: string): Promise<void> {
  if (known(branchId).learned === null) await refreshLearned(branchId)
}

/**
 * What is learned of a branch, as this process knows it; null until it was read. Costs no query: what is older than some
 * seconds is read again after the answer.
 */
export function learnedOf(branchId: string): Learned | null {
  const it = known(branchId)
  // A transaction must not wait for a second connection; without the database, the known values stay in use.
  if (Date.now() - it.readAt > freshMs) void refreshLearned(branchId).catch(() => undefined)
  return it.learned
}

import { db } from '@/lib/server/db/client'
import { newId } from '@/lib/shared/ids'
import { open } from './entries'
import type { Entry } from './world'

async function failedJob(): Promise<string> {
  const id = newId()
  await db().$executeRaw`
    INSERT INTO pgboss.job (id, name, state, completed_on) VALUES (${id}::uuid, 'personal-data.reseal', 'failed', now())`
  return id
}

/**
 * Background jobs belong to no branch: only a permission in all branches gives access, as `refusedByAccess` expects.
 */
export const jobEntries: Record<string, Entry> = {
  listJobs: open(),
  runJobAgain: open(async () => ({ params: { id: await failedJob() } })),
}

import { layoutOf } from '@/lib/server/db/embedded/cluster-folder'
import { startPostmaster } from '@/lib/server/db/embedded/postmaster'
import { preparePrograms } from '@/lib/server/db/embedded/programs'
import type { Settings } from '@/lib/server/db/embedded/settings'

/**
 * Starts the PostgreSQL shipped with Dawr on a separate folder, for tests: with its superuser and additional
 * `settings`.
 */
export async function startShipped(
  folder: string,
  settings: Settings = {},
): Promise<{ url: string; pid: number; stop: () => Promise<void> }> {
  const layout = layoutOf(folder)
  const { urlFor, pid, stop } = await startPostmaster(layout, await preparePrograms(layout, folder), settings)
  return { url: urlFor('postgres', 'postgres'), pid, stop }
}

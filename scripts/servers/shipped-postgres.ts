import { layoutOf } from '@/lib/server/db/embedded/cluster-folder'
import { startPostmaster } from '@/lib/server/db/embedded/postmaster'
import { preparePrograms } from '@/lib/server/db/embedded/programs'
import type { Settings } from '@/lib/server/db/embedded/settings'

/** Starts the PostgreSQL that ships with Dawr on a folder of its own, for tests: with its superuser and more `settings`. */
export async function startShipped(
  folder: string,
  settings: Settings = {},
): Promise<{ url: string; pid: number; stop: () => Promise<void> }> {
  const layout = layoutOf(folder)
  const { urlFor, pid, stop } = await startPostmaster(layout, await preparePrograms(layout, folder), settings)
  return { url: urlFor('postgres', 'postgres'), pid, stop }
}

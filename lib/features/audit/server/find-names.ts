import 'server-only'
import { nameAccounts } from '@/lib/features/accounts/server/public'
import { listBranches } from '@/lib/features/branches/server/public'
import { nameDevices } from '@/lib/features/devices/server/public'
import { nameTickets } from '@/lib/features/queue/server/public'
import { nameTokens } from '@/lib/features/software/server/public'
import type { LocalisedText } from '@/lib/shared/fields'
import type { EntryRow } from './find-entries'

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/

function idsIn(rows: readonly EntryRow[]): string[] {
  const said = rows.flatMap((row) => {
    const values = [row.before, row.after].flatMap((fields) => Object.values(fields ?? {}).flat())
    // An actor without an account has no name.
    return [...(row.actor_kind === 'visitor' ? [] : [row.actor_id]), row.subject_id, ...values]
  })
  return [...new Set(said.filter((it): it is string => typeof it === 'string' && uuid.test(it)))]
}

async function setUpNames(ids: ReadonlySet<string>): Promise<[string, LocalisedText][]> {
  const branches = await listBranches()
  return branches.flatMap((branch) =>
    [
      [branch.id, branch.name] as [string, LocalisedText],
      ...branch.services.map((it): [string, LocalisedText] => [it.id, it.name]),
      ...branch.servicePoints.map((it): [string, LocalisedText] => [it.id, it.label]),
      ...branch.pathways.map((it): [string, LocalisedText] => [it.id, it.name]),
    ].filter(([id]) => ids.has(id)),
  )
}

/** The display names of ids in entries: staff, devices, programs, tickets, services and rooms. */
export async function findNames(rows: readonly EntryRow[]): Promise<Record<string, LocalisedText>> {
  const ids = idsIn(rows)
  if (ids.length === 0) return {}
  const found = (await Promise.all([nameAccounts(ids), nameDevices(ids), nameTokens(ids), nameTickets(ids)])).flat()
  const names = found.map(({ id, name }): [string, LocalisedText] => [id, { ar: name, en: name }])
  return Object.fromEntries([...names, ...(await setUpNames(new Set(ids)))])
}

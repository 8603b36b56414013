import type arAccounts from './messages/ar/accounts.json'
import type arAdmin from './messages/ar/admin.json'
import type arAudit from './messages/ar/audit.json'
import type arBranches from './messages/ar/branches.json'
import type arConsole from './messages/ar/console.json'
import type arDevices from './messages/ar/devices.json'
import type arErrors from './messages/ar/errors.json'
import type arFlags from './messages/ar/flags.json'
import type arGuard from './messages/ar/guard.json'
import type arJobs from './messages/ar/jobs.json'
import type arJourneys from './messages/ar/journeys.json'
import type arManifest from './messages/ar/manifest.json'
import type arPersons from './messages/ar/persons.json'
import type arPhone from './messages/ar/phone.json'
import type arShell from './messages/ar/shell.json'
import type arSoftware from './messages/ar/software.json'
import type arTv from './messages/ar/tv.json'
import type arVisitor from './messages/ar/visitor.json'
import type arWaits from './messages/ar/waits.json'
import type { Locale } from './routing'

/** All texts by file name. Arabic is the source; checks keep English in step. */
export type Messages = {
  shell: typeof arShell
  errors: typeof arErrors
  visitor: typeof arVisitor
  console: typeof arConsole
  tv: typeof arTv
  accounts: typeof arAccounts
  admin: typeof arAdmin
  devices: typeof arDevices
  software: typeof arSoftware
  audit: typeof arAudit
  flags: typeof arFlags
  branches: typeof arBranches
  persons: typeof arPersons
  guard: typeof arGuard
  jobs: typeof arJobs
  waits: typeof arWaits
  journeys: typeof arJourneys
  manifest: typeof arManifest
  phone: typeof arPhone
}

export type Namespace = keyof Messages

const namespaces: readonly Namespace[] = [
  'shell',
  'errors',
  'visitor',
  'console',
  'tv',
  'accounts',
  'admin',
  'devices',
  'software',
  'audit',
  'flags',
  'branches',
  'guard',
  'persons',
  'jobs',
  'waits',
  'journeys',
  'manifest',
  'phone',
]

/** Loads all texts of a language. */
export async function loadMessages(locale: Locale): Promise<Messages> {
  const read = async (namespace: Namespace): Promise<[Namespace, unknown]> => {
    const file = (await import(`./messages/${locale}/${namespace}.json`)) as { default: unknown }
    return [namespace, file.default]
  }
  return Object.fromEntries(await Promise.all(namespaces.map(read))) as Messages
}

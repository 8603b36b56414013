// Each table has one owner: a feature, or the platform. Other code calls the owner (server/public.ts) instead of
// accessing the table. Checks Prisma model access and table names in SQL, but not columns read through a relation of
// the owner's row (`include: { createdBy: … }`). See docs/decisions/034-features-through-public-file.md.
import { runCheck } from './support/check.mjs'
import { readText, sourceFiles } from './support/source-files.mjs'

/** The owner of each table, and the parts of the platform that access it too. */
const identity = 'lib/server/identity/'
const personalData = 'lib/server/personal-data/'
const owners = {
  branch: { owner: 'branches', also: [personalData, 'lib/server/audit/verify-all.ts'] },
  branch_flag: { owner: 'branches' },
  service: { owner: 'branches' },
  opening_hours: { owner: 'branches' },
  hours_period: { owner: 'branches' },
  hours_period_opening: { owner: 'branches' },
  former_prefix: { owner: 'branches' },
  // The order of call is one SQL fragment.
  priority_class: { owner: 'branches', also: ['lib/features/queue/server/order-of-call.ts'] },
  pathway: { owner: 'branches' },
  pathway_step: { owner: 'branches' },
  // All locks of commands on tickets are taken in one file.
  service_point: { owner: 'branches', also: ['lib/features/queue/server/queue-locks.ts'] },
  service_point_service: { owner: 'branches' },
  queue_day: { owner: 'queue' },
  visit: { owner: 'queue', also: [personalData] },
  ticket: { owner: 'queue' },
  ticket_transition: { owner: 'queue' },
  estimate_line: { owner: 'estimates' },
  estimate_staff: { owner: 'estimates' },
  estimate_point: { owner: 'estimates' },
  told_wait: { owner: 'estimates' },
  estimate_error: { owner: 'estimates' },
  estimate_progress: { owner: 'estimates' },
  visit_plan: { owner: 'journeys' },
  visit_step: { owner: 'journeys', also: [personalData] },
  person: { owner: 'persons', also: [personalData] },
  visitor_person: { owner: 'persons', also: [personalData] },
  phone_confirmation: { owner: 'persons', also: [personalData] },
  account: { owner: 'accounts', also: [identity] },
  role_assignment: { owner: 'accounts', also: [identity] },
  recovery_code: { owner: 'accounts' },
  tablet_account: { owner: 'accounts' },
  session: { owner: 'accounts', also: [identity, personalData] },
  device: { owner: 'devices', also: [identity] },
  device_pairing: { owner: 'devices', also: ['lib/server/forget-old-records.ts'] },
  api_token: { owner: 'software', also: [identity] },
  branch_clock: { owner: 'platform' },
  event_log: { owner: 'platform' },
  idempotency_key: { owner: 'platform' },
  audit_chain: { owner: 'platform', also: ['lib/features/audit/server/'] },
  audit_entry: { owner: 'platform', also: ['lib/features/audit/server/'] },
}

const schema = 'prisma/schema.prisma'
const model = /\.([a-z]\w*)\.(?:find|create|update|delete|upsert|count|aggregate|groupBy)/g
const sql = /\b(?:FROM|JOIN|INTO|UPDATE)\s+"?([a-z_]+)/g
const looked = /^lib\/(features\/[^/]+\/|server\/).*\.ts$/
const notLooked = /\.test\.ts$|^lib\/server\/generated\//

/** The tables of the schema by the model name in Prisma's client. */
function tablesOf(root) {
  const models = readText(root, schema).matchAll(/^model (\w+) \{([\s\S]*?)^\}/gm)
  return new Map(
    [...models].map(([, name, body]) => {
      const table = /@@map\("(\w+)"\)/.exec(body)?.[1] ?? name
      return [name[0].toLowerCase() + name.slice(1), table]
    }),
  )
}

function namedTables(text, tables) {
  const bySql = [...text.matchAll(sql)].map((match) => ({ table: match[1], index: match.index }))
  const byModel = [...text.matchAll(model)].map((match) => ({ table: tables.get(match[1]), index: match.index }))
  return [...bySql, ...byModel].filter(({ table }) => table in owners)
}

function partOf(file) {
  return /^lib\/features\/([^/]+)\//.exec(file)?.[1] ?? 'platform'
}

/** Every access to a table by code that does not own it, and every table without an owner. */
export function findTableFaults(root) {
  const tables = tablesOf(root)
  const missing = [...tables.values()]
    .filter((table) => !(table in owners))
    .map((table) => ({ file: schema, line: 1, message: `the table ${table} has no owner in scripts/check-tables.mjs` }))
  const files = sourceFiles(root).filter((file) => looked.test(file) && !notLooked.test(file))
  const foreign = files.flatMap((file) => {
    const text = readText(root, file)
    return namedTables(text, tables).flatMap(({ table, index }) => {
      const { owner, also = [] } = owners[table]
      if (partOf(file) === owner || also.some((part) => file.startsWith(part))) return []
      const line = text.slice(0, index).split('\n').length
      return [{ file, line, message: `the table ${table} belongs to ${owner}: call it through its server/public.ts` }]
    })
  })
  return [...missing, ...foreign]
}

await runCheck(import.meta.url, findTableFaults)

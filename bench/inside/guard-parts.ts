import { type AuditChange, type AuditRecord, digestOf, recordOf } from '@/lib/server/audit/entry'
import { assertCan, may, type Staff } from '@/lib/server/identity/actor'
import { staffOf } from '@/lib/server/identity/session'
import { visitorOf } from '@/lib/server/identity/visitor'
import { consume } from '@/lib/server/limits'
import { newId } from '@/lib/shared/ids'

async function microseconds(work: () => unknown, times: number): Promise<number> {
  for (let i = 0; i < times / 10; i++) await work()
  const before = process.cpuUsage()
  for (let i = 0; i < times; i++) await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / times
}

/** CPU time of each part alone, in this process, µs. */
export async function measureParts(clerk: Staff, branchId: string, cookies: { staff: string; visitor: string }) {
  const [staff, visitor] = [new Headers({ cookie: cookies.staff }), new Headers({ cookie: cookies.visitor })]
  const now = new Date()
  const change: AuditChange = {
    action: 'ticket.call',
    subject: { type: 'ticket', id: newId() },
    before: { state: 'waiting', service: newId(), servicePoint: null },
    after: { state: 'called', service: newId(), servicePoint: newId() },
  }
  const origin = { network: '192.0.2.0/24', requestId: newId() }
  const record = (): AuditRecord => recordOf(branchId, { ...change, actor: clerk, origin, at: now })
  return {
    'session, remembered': await microseconds(() => staffOf(staff, now), 20_000),
    'visitor by signed cookie': await microseconds(() => visitorOf(visitor), 20_000),
    rights: await microseconds(() => {
      may(clerk, 'queue.serve')
      assertCan(clerk, 'queue.serve', branchId)
    }, 100_000),
    'one limit': await microseconds(() => consume('bench', 1_000_000_000, 'key'), 20_000),
    'audit: entry and digest': await microseconds(() => digestOf(record()), 20_000),
  }
}

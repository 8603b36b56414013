import * as branches from '@/lib/features/branches/contract'
import * as people from '@/lib/features/people/contract'
import * as queue from '@/lib/features/queue/contract'
import { contractsOf } from '@/lib/server/openapi'
import type { Contract } from '@/lib/shared/contract'
import { pathOf } from '@/lib/shared/endpoint'
import * as platform from '@/lib/shared/platform-contract'

/** Every contract there is, by name. */
export const contracts = contractsOf([branches, people, queue, platform])

/** Those that write. */
export const commands = contracts.filter(([, it]) => it.endpoint.method !== 'GET')

/** An address of an endpoint that is well formed, whether or not there is such a ticket. */
export function someAddress(it: Contract, params: Record<string, string> = {}): string {
  const id = '00000000-0000-7000-8000-000000000000'
  return pathOf(it.endpoint, { id, service: 'ent', branch: 'main', ...params })
}

/** Whether only staff may call it. */
export function isForStaff(it: Contract): boolean {
  return it.access !== 'public' && it.access !== 'visitor'
}

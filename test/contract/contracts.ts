import { contracts } from '@/app/rights/contracts'
import type { Contract } from '@/lib/shared/contract'
import { pathOf } from '@/lib/shared/endpoint'

export { contracts }

/** The contracts that write. */
export const commands = contracts.filter(([, it]) => it.endpoint.method !== 'GET')

/** A well-formed path of an endpoint; the ticket need not exist. */
export function someAddress(it: Contract, params: Record<string, string> = {}): string {
  const id = '00000000-0000-7000-8000-000000000000'
  return pathOf(it.endpoint, {
    id,
    service: 'ent',
    servicePoint: 'room-1',
    branch: 'main',
    pathway: 'full',
    flag: 'hall_chime',
    ...params,
  })
}

/** Whether only staff may call it. */
export function isForStaff(it: Contract): boolean {
  return it.access !== 'public' && it.access !== 'visitor'
}

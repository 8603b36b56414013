import * as account from '@/lib/features/accounts/account-contract'
import * as people from '@/lib/features/accounts/contract'
import * as pin from '@/lib/features/accounts/pin-contract'
import * as staff from '@/lib/features/accounts/staff-contract'
import * as audit from '@/lib/features/audit/contract'
import * as branches from '@/lib/features/branches/contract'
import * as devices from '@/lib/features/devices/contract'
import * as jobs from '@/lib/features/jobs/contract'
import * as persons from '@/lib/features/persons/contract'
import * as queue from '@/lib/features/queue/contract'
import * as software from '@/lib/features/software/contract'
import type { Contract } from '@/lib/shared/contract'
import * as platform from '@/lib/shared/platform-contract'
import * as topics from './topics'

/** Every contract module. The build fails when a contract is missing here. */
const modules: readonly Record<string, unknown>[] = [
  audit,
  branches,
  queue,
  people,
  pin,
  account,
  staff,
  devices,
  software,
  persons,
  jobs,
  platform,
  topics,
]

function isContract(it: unknown): it is Contract {
  return typeof it === 'object' && it !== null && 'endpoint' in it && 'answer' in it
}

/** All contracts by name. */
export const contracts: readonly (readonly [string, Contract])[] = modules.flatMap((module) =>
  Object.entries(module).filter((entry): entry is [string, Contract] => isContract(entry[1])),
)

/** Paths under `app/api` that answer without a contract, and why. */
export const withoutContract: Readonly<Record<string, string>> = {
  '/api/[...rest]': 'answers 404 for every path without an endpoint',
  '/api/security.txt': 'a static text with the address for reporting vulnerabilities',
  '/api/missing': 'a static page for addresses that do not exist',
  '/api/docs': 'a static page that shows the API description',
}

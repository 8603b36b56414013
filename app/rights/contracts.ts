import * as account from '@/lib/features/accounts/account-contract'
import * as people from '@/lib/features/accounts/contract'
import * as pin from '@/lib/features/accounts/pin-contract'
import * as staff from '@/lib/features/accounts/staff-contract'
import * as audit from '@/lib/features/audit/contract'
import * as branchSetUp from '@/lib/features/branches/branch-set-up-contract'
import * as branches from '@/lib/features/branches/contract'
import * as pathways from '@/lib/features/branches/pathway-contract'
import * as pointSetUp from '@/lib/features/branches/point-set-up-contract'
import * as serviceSetUp from '@/lib/features/branches/service-set-up-contract'
import * as setUp from '@/lib/features/branches/set-up-contract'
import * as devices from '@/lib/features/devices/contract'
import * as jobs from '@/lib/features/jobs/contract'
import * as visits from '@/lib/features/journeys/contract'
import * as persons from '@/lib/features/persons/contract'
import * as commands from '@/lib/features/queue/command-contract'
import * as queue from '@/lib/features/queue/contract'
import * as line from '@/lib/features/queue/line-contract'
import * as software from '@/lib/features/software/contract'
import type { Group } from '@/lib/server/http/openapi/describe-api'
import type { Contract } from '@/lib/shared/contract'
import * as platform from '@/lib/shared/platform-contract'
import * as topics from './topics'

type Module = Readonly<Record<string, unknown>>

function isContract(it: unknown): it is Contract {
  return typeof it === 'object' && it !== null && 'endpoint' in it && 'answer' in it
}

const group = (tag: string, description: string, ...modules: readonly Module[]): Group => ({
  tag,
  description,
  contracts: modules.flatMap((module) =>
    Object.entries(module).filter((entry): entry is [string, Contract] => isContract(entry[1])),
  ),
})

/** Every contract module by subject, as the description of the API lists them. The build fails when a contract is missing here. */
export const contractGroups: readonly Group[] = [
  group('Queue', 'Take a ticket, follow it, and call, serve and move the visitors of a queue.', queue, line, commands),
  group('Visits', 'Begin a visit along a pathway of clinics, follow it and change its steps.', visits),
  group('Events', 'Every change at once, as server-sent events.', topics),
  group(
    'Branches',
    'Branches, their services and service points, and which features are on.',
    branches,
    setUp,
    branchSetUp,
    serviceSetUp,
    pointSetUp,
    pathways,
  ),
  group('Sign-in', 'The session of a member of staff, by password or by PIN on a tablet.', people, pin),
  group('Own account', 'The password, second factor, PIN and sessions of the signed-in person.', account),
  group('Staff', 'The accounts of other people, their roles and credentials.', staff),
  group('Persons', 'Personal data of visitors, and the confirmation of phone numbers.', persons),
  group('Devices', 'Hall screens, kiosks and tablets, and how they are paired.', devices),
  group('Programs', 'Tokens for other programs.', software),
  group('Audit', 'Who changed what, and when.', audit),
  group('Jobs', 'Background jobs that wait or have failed.', jobs),
  group('Platform', 'Health, metrics and this description.', platform),
]

/** All contracts by name. */
export const contracts: readonly (readonly [string, Contract])[] = contractGroups.flatMap((it) => it.contracts)

/** Paths under `app/api` that answer without a contract, and why. */
export const withoutContract: Readonly<Record<string, string>> = {
  '/api/[...rest]': 'answers 404 for every path without an endpoint',
  '/api/security.txt': 'a static text with the address for reporting vulnerabilities',
  '/api/missing': 'a static page for addresses that do not exist',
  '/api/docs': 'a static page that shows the API description',
}

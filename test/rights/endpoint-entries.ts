import { accountEntries, staffEntries } from './account-entries'
import { credentialEntries } from './credential-entries'
import { inBranch, open } from './entries'
import { jobEntries } from './job-entries'
import { personEntries } from './person-entries'
import { queueEntries } from './queue-entries'
import { setUpEntries } from './set-up-entries'
import { visitEntries } from './visit-entries'
import type { Entry } from './world'

/**
 * How the matrix calls each endpoint, by contract name. A missing endpoint fails the test: give it `open`, `inBranch`
 * or `byId`, and an example request.
 */
export const entries: Readonly<Record<string, Entry>> = {
  ...queueEntries,
  ...accountEntries,
  ...staffEntries,
  ...credentialEntries,
  ...personEntries,
  ...jobEntries,
  ...setUpEntries,
  ...visitEntries,
  listServices: open((world) => ({ query: `branch=${world.other.slug}` })),
  getBranch: open((world) => ({ params: { branch: world.other.slug } })),
  listFlags: inBranch('flag.read', (branch) => ({ params: { branch } })),
  switchFlag: inBranch('branch.manage', (branch) => ({ params: { branch, flag: 'phone_turns' }, body: { on: true } }), {
    person: true,
  }),
  getHealth: open(),
  getLive: open(),
  getReady: open(),
  getOpenApi: open(),
}

/** Endpoints whose answer does not depend on a permission, and the tests that cover them. */
export const testedElsewhere: Readonly<Record<string, string>> = {
  getSession: 'test/contract/refusals.contract.test.ts',
  signOut: 'test/contract/answers.contract.test.ts',
  setUp: 'e2e/first-administrator.spec.ts',
  getMetrics: 'test/contract/platform.contract.test.ts',
}

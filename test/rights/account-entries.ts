import { randomBytes } from 'node:crypto'
import { db } from '@/lib/server/db/client'
import type { ErrorCode } from '@/lib/shared/errors'
import { newId } from '@/lib/shared/ids'
import type { Asker } from './actors'
import { byId, inBranch, open } from './entries'
import { branchAt, type Entry, type Place, type Target, type World } from './world'

const password = 'not the password of anybody'
const asked = (body: object): Entry => open(() => ({ body }))

/** A session: the actor's own, another member's of the same branch, or none. */
async function someSession(world: World, place: Place, asker: Asker): Promise<Target> {
  const id = newId()
  const someone = world.askers.find((it) => it.kind === 'staff' && it.id !== asker.id)?.id ?? ''
  const accountId = place === 'own' && asker.kind === 'staff' ? asker.id : someone
  const [tokenHash, expiresAt] = [new Uint8Array(randomBytes(32)), new Date(Date.now() + 3_600_000)]
  if (place !== 'missing') await db().session.create({ data: { id, tokenHash, accountId, expiresAt } })
  return { params: { id } }
}

const ownOnly =
  (missing: ErrorCode) =>
  (_: Asker, place: Place): ErrorCode | null =>
    place === 'own' ? null : missing

/** A screen is not a tablet that people could sign in to. */
const onTablets = (body?: object): Entry => ({
  places: ['own'],
  target: () => (body ? { body } : {}),
  refuses: ({ device }) => (device === 'tablet' ? null : 'not_allowed'),
})

/** The own account and its sessions. */
export const accountEntries: Record<string, Entry> = {
  signIn: asked({ username: 'nobody', password }),
  signInWithPin: onTablets({ account: newId(), pin: '135792' }),
  listTabletPeople: onTablets(),
  getOwnAccount: open(),
  changeOwnPassword: asked({ password, next: 'a much longer one for later' }),
  beginSecondFactor: asked({ password }),
  confirmSecondFactor: asked({ code: '000000' }),
  removeSecondFactor: asked({ password, code: '000000' }),
  renewRecoveryCodes: asked({ password }),
  setOwnPin: asked({ password, pin: '135792' }),
  removeOwnPin: asked({ password }),
  listOwnSessions: open(),
  endOwnSession: {
    places: ['own', 'other', 'missing'],
    target: someSession,
    missing: 'session_not_found',
    refuses: ownOnly('session_not_found'),
  },
  endOtherSessions: open(),
}

/** A clerk of a branch. */
async function someAccount(world: World, place: Place): Promise<string> {
  const [id, username] = [newId(), `clerk-${newId().slice(-12)}`]
  const roles = { create: { id: newId(), role: 'clerk', branchId: branchAt(world, place).id } }
  if (place !== 'missing')
    await db().account.create({ data: { id, username, displayName: username, passwordHash: 'none', roles } })
  return id
}

const onAccount = (body: (world: World, place: Place) => object | undefined): Entry =>
  byId('account_not_found', 'staff.manage', async (world, place) => {
    const said = body(world, place)
    return { params: { id: await someAccount(world, place) }, ...(said && { body: said }) }
  })

/** Other people's accounts. */
export const staffEntries: Record<string, Entry> = {
  listStaff: inBranch('staff.read', (branch) => ({ query: `branch=${branch}` }), {
    lists: true,
    elsewhere: 'unknown_branch',
  }),
  createStaff: inBranch(
    'staff.manage',
    (branch) => ({
      body: {
        username: `new-${newId().slice(-12)}`,
        displayName: 'somebody new',
        password: 'a first password that is long',
        roles: [{ role: 'clerk', branch }],
      },
    }),
    { elsewhere: 'unknown_branch' },
  ),
  getStaff: byId('account_not_found', 'staff.read', async (world, place) => ({
    params: { id: await someAccount(world, place) },
  })),
  renameStaff: onAccount(() => ({ displayName: 'another name', version: 1 })),
  setStaffRoles: onAccount((world, place) => ({
    roles: [{ role: 'reception', branch: branchAt(world, place).slug }],
    version: 1,
  })),
  deactivateStaff: onAccount(() => ({ version: 1 })),
  activateStaff: onAccount(() => ({ version: 1 })),
  resetStaffPassword: onAccount(() => ({ password: 'a first password that is long', version: 1 })),
  resetStaffSecondFactor: onAccount(() => ({ reason: 'lost both', version: 1 })),
  endStaffSessions: onAccount(() => undefined),
}

import { randomBytes } from 'node:crypto'
import { openPairing } from '@/lib/features/devices/server/open-pairing'
import { db } from '@/lib/server/db/client'
import { newId } from '@/lib/shared/ids'
import { byId, inBranch, listed, open } from './entries'
import { branchAt, type Entry, type Place, type Target, type World } from './world'

const pairedBy = (world: World): string => world.askers.find((it) => it.kind === 'staff')?.id ?? ''

async function someDevice(world: World, place: Place): Promise<string> {
  if (place === 'missing') return newId()
  const id = newId()
  const [branchId, tokenHash] = [branchAt(world, place).id, new Uint8Array(randomBytes(32))]
  await db().device.create({
    data: { id, branchId, kind: 'display', label: 'a screen', tokenHash, pairedById: pairedBy(world) },
  })
  return id
}

async function someToken(world: World, place: Place): Promise<string> {
  if (place === 'missing') return newId()
  const id = newId()
  const [branchId, expiresAt] = [branchAt(world, place).id, new Date(Date.now() + 86_400_000)]
  const data = { id, branchId, name: 'a program', scopes: ['board.read'], secretHash: new Uint8Array(32), expiresAt }
  await db().apiToken.create({ data: { ...data, createdById: pairedBy(world) } })
  return id
}

const newPairing = async (branch: string): Promise<Target> => {
  const { code } = await openPairing('display', newId(), new Date())
  return { body: { code, label: 'a screen', branch } }
}

/** Screens, tablets and programs, and endpoints for everybody. */
export const credentialEntries: Record<string, Entry> = {
  openPairing: open(() => ({ body: { kind: 'display' } })),
  getPairing: open(() => ({ params: { id: newId() } })),
  getOwnDevice: open(),
  listDevices: inBranch('device.manage', (branch) => ({ query: `branch=${branch}` }), { lists: true }),
  pairDevice: inBranch('device.manage', newPairing, { person: true }),
  renameDevice: byId('device_not_found', 'device.manage', async (world, place) => ({
    params: { id: await someDevice(world, place) },
    body: { label: 'another name' },
  })),
  revokeDevice: byId('device_not_found', 'device.manage', async (world, place) => ({
    params: { id: await someDevice(world, place) },
  })),
  listTokens: listed,
  createToken: inBranch('software.manage', (branch) => ({
    body: { name: 'a program', scopes: ['board.read'], branch, expiresInDays: 1 },
  })),
  revokeToken: byId('token_not_found', 'software.manage', async (world, place) => ({
    params: { id: await someToken(world, place) },
  })),
  // By action, since the other endpoints' changes fill the first page.
  listAudit: inBranch('audit.read', (branch) => ({ query: `branch=${branch}&action=branch.create` }), { lists: true }),
  exchangeToken: open(() => ({ body: { token: 'nothing that was given out' } })),
}

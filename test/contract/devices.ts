import { type DeviceDto, deviceDto, pairingDto } from '@/lib/features/devices/contract'
import type { DeviceKind } from '@/lib/features/devices/rules'
import { newTokenDto } from '@/lib/features/software/contract'
import type { Permission } from '@/lib/shared/permissions'
import { type Answer, cookieOf, send, sendAs } from './send'

/** A new device that requests a code, and the headers to poll its pairing. */
export async function newPairing(kind: DeviceKind = 'display') {
  const pairing = pairingDto.parse((await send('POST', '/api/v1/device-pairings', { body: { kind } })).json)
  const headers = { 'x-pairing-secret': pairing.secret }
  const ask = (): Promise<Answer> => send('GET', `/api/v1/device-pairings/${pairing.id}`, { headers })
  return { ...pairing, ask }
}

/** Enters a code, as the manager. */
export function typeCode(code: string): Promise<Answer> {
  return sendAs('manager', 'POST', '/api/v1/devices', { body: { code, label: 'صالة الاختبار', branch: 'main' } })
}

/** A paired device, with its cookie. */
export async function pairedDevice(kind: DeviceKind = 'display'): Promise<DeviceDto & { cookie: string }> {
  const { code, ask } = await newPairing(kind)
  const device = deviceDto.parse((await typeCode(code)).json)
  return { ...device, cookie: cookieOf(await ask()) }
}

type Wish = { scopes?: readonly Permission[]; branch?: string | null }

/** A token, created by the owner. */
export async function newToken({ scopes = ['board.read'], branch = 'main' }: Wish = {}) {
  const body = { name: 'برنامج الاختبار', scopes, branch, expiresInDays: 1 }
  return newTokenDto.parse((await sendAs('owner', 'POST', '/api/v1/api-tokens', { body })).json)
}

/** Exchanges a token. */
export function exchange(token: string): Promise<Answer> {
  return send('POST', '/api/v1/token', { body: { token } })
}

/** The headers of a program with these permissions. */
export async function programWith(wish: Wish): Promise<{ id: string; headers: Record<string, string> }> {
  const { id, token } = await newToken(wish)
  const { accessToken } = (await exchange(token)).json as { accessToken: string }
  return { id, headers: { authorization: `Bearer ${accessToken}` } }
}

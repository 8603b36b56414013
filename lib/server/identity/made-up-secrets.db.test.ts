import { randomBytes } from 'node:crypto'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { makeBranch } from '@/prisma/factories/branch-factory'
import { makeDevice } from '@/prisma/factories/device-factory'
import { makeStaff } from '@/prisma/factories/people-factory'
import { db } from '../db/client'
import { hasForgedSecret } from './cookies'
import { pairedDeviceOf, renewedDeviceCookie } from './device'
import { openSession, staffOf } from './session'

const sending = (cookie: string): Headers => new Headers({ cookie })
let session: string
let device: string
beforeAll(async () => {
  const branch = await makeBranch([{ slug: 'eyes', rooms: 1 }])
  const { accountId } = await makeStaff(branch)
  const it = { accountId, method: 'password', deviceId: null, userAgent: '', address: '192.0.2.1' } as const
  const opened = await db().$transaction((tx) => openSession(tx, it, new Date()))
  session = opened.cookie.split(';')[0] ?? ''
  device = (await makeDevice(branch)).headers.get('cookie') ?? ''
})

const forged = (name: string, real: string): string[] => {
  const [secret = '', proof = ''] = real.slice(name.length + 1).split('.')
  const other = randomBytes(32).toString('base64url')
  return [other, secret, `${other}.${proof}`, `${secret}.`, `${secret}.${'A'.repeat(22)}`, '.', `.${proof}`]
}

describe('a forged secret', () => {
  test('A7: for a session costs no query, is refused, and is reported as forged', async () => {
    const asked = vi.spyOn(db().session, 'findUnique')
    for (const value of forged('dawr_session', session)) {
      const headers = sending(`dawr_session=${value}`)
      expect(await staffOf(headers, new Date())).toBeNull()
      expect(hasForgedSecret(headers)).toBe(true)
    }
    expect(asked).not.toHaveBeenCalled()
    expect(await staffOf(sending(session), new Date())).not.toBeNull()
    expect(asked).toHaveBeenCalledOnce()
  })
  test('A7: for a device costs no query either, and is not renewed into a real one', async () => {
    const asked = vi.spyOn(db().device, 'findUnique')
    for (const value of forged('dawr_device', device)) {
      const headers = sending(`dawr_device=${value}`)
      expect(await pairedDeviceOf(headers)).toBeNull()
      expect(renewedDeviceCookie(headers)).toBeNull()
      expect(hasForgedSecret(headers)).toBe(true)
    }
    expect(asked).not.toHaveBeenCalled()
    expect(await pairedDeviceOf(sending(device))).not.toBeNull()
  })
  test('is not reported for valid secrets, or for none', () => {
    for (const cookie of ['', 'a=b', session, device, `${session}; ${device}`])
      expect(hasForgedSecret(sending(cookie))).toBe(false)
  })
})

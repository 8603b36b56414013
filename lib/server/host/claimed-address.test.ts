import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { beforeEach, describe, expect, test } from 'vitest'
import { dropSingleton } from '../singleton'
import { dropClaimedAddress } from './claimed-address'

/** The headers that are left of a request from `address`. */
function left(address: string, headers: Record<string, string>): IncomingMessage['headers'] {
  const socket = new Socket()
  Object.defineProperty(socket, 'remoteAddress', { value: address })
  const req = new IncomingMessage(socket)
  Object.assign(req.headers, headers)
  dropClaimedAddress(req)
  return req.headers
}

beforeEach(() => {
  process.env['TRUSTED_PROXIES'] = '192.0.2.1'
  process.env['SECRET_KEY'] = 'kB7vQ2mZx9Lw4Tn8Rj5Yc1Hd6Gf3Ps0A'
  dropSingleton('config')
  dropSingleton('trusted-proxies')
})

const claims = {
  'x-forwarded-host': 'evil.example',
  'x-forwarded-port': '99',
  'x-forwarded-server': 'evil.example',
  forwarded: 'host=evil.example',
}

describe('what a request claims about its own address', () => {
  test.each(['192.0.2.1', '192.0.2.2'])('is not believed from %s: the name is its Host', (address) => {
    expect(left(address, { host: 'dawr.example', ...claims })).toEqual({ host: 'dawr.example' })
  })
  test('is its scheme, when a listed proxy says so', () => {
    expect(left('192.0.2.1', { 'x-forwarded-proto': 'https' })).toEqual({ 'x-forwarded-proto': 'https' })
    expect(left('192.0.2.2', { 'x-forwarded-proto': 'https' })).toEqual({})
  })
  test.each(['javascript', 'https,http', 'HTTPS', ''])('is not the scheme %j', (scheme) => {
    expect(left('192.0.2.1', { 'x-forwarded-proto': scheme })).toEqual({})
  })
})

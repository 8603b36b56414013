import { beforeEach, describe, expect, test } from 'vitest'
import { dropSingleton } from '../singleton'
import { peerOf } from './client-address'
import { requestIdOf } from './request-id'

process.env['SECRET_KEY'] = 'only-for-this-test-0123456789-abcdef'
const given = 'from-proxy-0001'
const made = /^[0-9a-f]{8}-[0-9a-f-]{27}$/

beforeEach(() => {
  process.env['TRUSTED_PROXIES'] = '10.0.0.0/8'
  dropSingleton('config')
  dropSingleton('trusted-proxies')
})

/** The id of a request that came over a connection from `peer`. */
function idFrom(peer: string | undefined, id = given, forwardedFor: string | null = null): string {
  return requestIdOf({ peer: peerOf(peer, forwardedFor), headers: new Headers({ 'x-request-id': id }) })
}

describe('the id of a request', () => {
  test('is the one that a listed proxy sent', () => {
    expect(idFrom('10.1.2.3')).toBe(given)
    expect(idFrom('::ffff:10.1.2.3', given, '203.0.113.9')).toBe(given)
  })
  test('is new when anybody else sends one, whatever address they claim', () => {
    expect(idFrom('203.0.113.9')).toMatch(made)
    expect(idFrom('127.0.0.1', given, '10.1.2.3')).toMatch(made)
    expect(idFrom('203.0.113.9', given, '10.1.2.3')).toMatch(made)
    expect(idFrom(undefined)).toMatch(made)
  })
  test('is new when the sender is unknown', () => {
    const request = new Request('http://localhost/', {
      headers: { 'x-request-id': given, 'x-forwarded-for': '10.1.2.3' },
    })
    expect(requestIdOf(request)).toMatch(made)
  })
  test.each(['short', 'x'.repeat(65), 'with space 1', '<script>alert(1)</script>'])(
    'is new when a proxy sends an invalid one: %s',
    (id) => {
      expect(idFrom('10.1.2.3', id)).toMatch(made)
    },
  )
})

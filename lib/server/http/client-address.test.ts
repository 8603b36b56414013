import { beforeEach, describe, expect, test } from 'vitest'
import { dropSingleton } from '../singleton'
import { addressBehind, clientAddress, peerOf } from './client-address'

function trust(proxies: string): void {
  process.env['TRUSTED_PROXIES'] = proxies
  dropSingleton('config')
  dropSingleton('trusted-proxies')
}

process.env['SECRET_KEY'] = 'only-for-this-test-0123456789-abcdef'

describe('without a proxy', () => {
  beforeEach(() => trust(''))
  test('the address is that of the socket', () => {
    expect(addressBehind('203.0.113.9', null)).toBe('203.0.113.9')
  })
  test('a header cannot change it', () => {
    expect(addressBehind('203.0.113.9', '127.0.0.1')).toBe('203.0.113.9')
    expect(addressBehind('203.0.113.9', '10.0.0.1, 127.0.0.1')).toBe('203.0.113.9')
  })
  test('IPv4 inside IPv6 is IPv4', () => {
    expect(addressBehind('::ffff:203.0.113.9', null)).toBe('203.0.113.9')
  })
  test('a socket that is already closed has none, without an error', () => {
    expect(addressBehind(undefined, '1.2.3.4')).toBe('')
  })
})

describe('behind listed proxies', () => {
  beforeEach(() => trust('127.0.0.1, 10.0.0.0/8, 2001:db8:aa::/48'))
  test('the address is the last one that is not a listed proxy', () => {
    expect(addressBehind('127.0.0.1', '203.0.113.9')).toBe('203.0.113.9')
    expect(addressBehind('127.0.0.1', '203.0.113.9, 10.1.2.3')).toBe('203.0.113.9')
    expect(addressBehind('2001:db8:aa::1', '203.0.113.9')).toBe('203.0.113.9')
  })
  test('addresses that the client put before it are ignored', () => {
    expect(addressBehind('127.0.0.1', '198.51.100.1, 203.0.113.9')).toBe('203.0.113.9')
    expect(addressBehind('127.0.0.1', '127.0.0.1, 203.0.113.9, 10.0.0.2')).toBe('203.0.113.9')
  })
  test('an invalid address ends the search', () => {
    expect(addressBehind('127.0.0.1', '203.0.113.9, unknown')).toBe('127.0.0.1')
    expect(addressBehind('127.0.0.1', '<script>, 10.0.0.1')).toBe('10.0.0.1')
    expect(addressBehind('127.0.0.1', ' , ,')).toBe('127.0.0.1')
  })
  test('IPv4 inside IPv6 is IPv4 here too', () => {
    expect(addressBehind('::ffff:127.0.0.1', '::ffff:203.0.113.9')).toBe('203.0.113.9')
  })
})

function counted(address: string): string {
  return clientAddress({ peer: peerOf(address, null), headers: new Headers() })
}

describe('the key that limits count by', () => {
  test('is a whole IPv4 address', () => {
    expect(counted('203.0.113.9')).toBe('203.0.113.9')
    expect(counted('203.0.113.9')).not.toBe(counted('203.0.113.10'))
  })
  test('is the same for a whole /64 of IPv6, however it is written', () => {
    const written = [
      '2001:db8:1:2::1',
      '2001:db8:1:2:ffff:eeee:dddd:cccc',
      '2001:0db8:0001:0002:0:0:0:1',
      '2001:DB8:1:2::ff',
    ]
    expect(new Set(written.map(counted)).size).toBe(1)
  })
  test('is the same for a /64 written with omitted zeros', () => {
    expect(
      new Set(['2001:db8::1', '2001:db8::2', '2001:db8:0:0:aaaa:bbbb:cccc:dddd', '2001:db8::aaaa:1:2:3'].map(counted))
        .size,
    ).toBe(1)
  })
  test('differs for neighbours', () => {
    expect(counted('2001:db8:1:2::1')).not.toBe(counted('2001:db8:1:3::1'))
  })
})

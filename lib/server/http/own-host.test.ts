import { beforeEach, describe, expect, test } from 'vitest'
import { dropSingleton } from '../singleton'
import { isOwnHost, isOwnOrigin } from './own-host'

const key = 'kB7vQ2mZx9Lw4Tn8Rj5Yc1Hd6Gf3Ps0A'

function configure(variables: Record<string, string>): void {
  for (const name of ['PUBLIC_URL', 'ALLOWED_HOSTS', 'DAWR_ENV', 'HOST']) delete process.env[name]
  Object.assign(process.env, { SECRET_KEY: key, ...variables })
  dropSingleton('config')
  dropSingleton('host-names')
}

const inProduction = {
  DAWR_ENV: 'production',
  PUBLIC_URL: 'https://dawr.example',
  ALLOWED_HOSTS: 'turns.example',
  DATA_KEYS: 'k1:9Zq4Rw7Xt2Yv5Nb8Mc1Lp6Kj3Hg0FdSa',
}

describe('in production', () => {
  beforeEach(() => configure(inProduction))
  test.each([
    'dawr.example',
    'dawr.example:443',
    'DAWR.Example',
    'turns.example',
    'localhost:3000',
    '127.0.0.1',
    '[::1]:3000',
  ])('%s is ours', (host) => {
    expect(isOwnHost(host)).toBe(true)
  })
  test.each([
    'evil.example',
    'dawr.example.evil.example',
    'evil.example#dawr.example',
    'dawr.example@evil.example',
    'xdawr.example',
    'dawr.example:',
    'dawr.example:port',
    'dawr.example:443:1',
    ' dawr.example',
    'dawr.example/',
    '192.168.1.20',
    '',
    '[::1',
    'دور.example',
  ])('A7: %s is not', (host) => {
    expect(isOwnHost(host)).toBe(false)
  })
  test('no host at all is not ours', () => {
    expect(isOwnHost(null)).toBe(false)
  })
})

describe('in development', () => {
  test('the address it listens on is ours', () => {
    configure({ HOST: '192.168.7.7' })
    expect(isOwnHost('192.168.7.7:3000')).toBe(true)
    expect(isOwnHost('192.168.7.8:3000')).toBe(false)
  })
})

function mayWrite(headers: Record<string, string>): boolean {
  return isOwnOrigin(new Headers({ host: 'dawr.example', ...headers }))
}

describe('a write', () => {
  beforeEach(() => configure(inProduction))
  test.each([
    ['from our page', { origin: 'https://dawr.example' }],
    ['from our page under another of our names', { host: 'turns.example', origin: 'https://turns.example' }],
    ['from our page behind a proxy that changes the host', { host: 'localhost:3000', origin: 'https://dawr.example' }],
    ['from a program', {}],
    ['typed by the person', { 'sec-fetch-site': 'none' }],
    ['from our page, as the browser says', { 'sec-fetch-site': 'same-origin', origin: 'https://dawr.example' }],
  ])('%s is let through', (_, headers) => {
    expect(mayWrite(headers)).toBe(true)
  })
  test.each([
    ['from our name without https', { origin: 'http://dawr.example' }],
    ['from another of our names without https', { host: 'turns.example', origin: 'http://turns.example' }],
    ['from a sister site of the same domain', { origin: 'https://pages.dawr.example' }],
    ['from a page that hides in ours', { origin: 'null', 'sec-fetch-site': 'same-origin' }],
    ['from another site', { origin: 'https://evil.example' }],
    ['from a page without an origin', { origin: 'null' }],
    ['from another port', { origin: 'https://dawr.example:8443' }],
    ['from a name that begins like ours', { origin: 'https://dawr.example.evil.example' }],
    ['from another site, as the browser says', { 'sec-fetch-site': 'cross-site' }],
    ['from a sister site, as the browser says', { 'sec-fetch-site': 'same-site', origin: 'https://dawr.example' }],
    ['with an origin that is no address', { origin: 'dawr.example' }],
  ])('A4: %s is refused', (_, headers) => {
    expect(mayWrite(headers)).toBe(false)
  })
})

import { beforeEach, describe, expect, test } from 'vitest'
import { dropSingleton } from '../singleton'
import { cookieLine, readCookie } from './cookies'
import { visitorCookie, visitorOf } from './visitor'

function usePublicUrl(url: string): void {
  Object.assign(process.env, { PUBLIC_URL: url, SECRET_KEY: 'kB7vQ2mZx9Lw4Tn8Rj5Yc1Hd6Gf3Ps0A' })
  dropSingleton('config')
}

describe('where the public address is https', () => {
  beforeEach(() => usePublicUrl('https://dawr.example'))
  const names = ['dawr_session', 'dawr_visitor', 'dawr_device', 'dawr_known'] as const

  test.each(names)('A13: %s is a __Host- cookie: Secure, HttpOnly, for this host and every path', (name) => {
    const parts = cookieLine(name, 'x', 60).split('; ')
    expect(parts[0]).toBe(`__Host-${name}=x`)
    for (const part of ['Path=/', 'HttpOnly', 'SameSite=Lax', 'Secure', 'Max-Age=60']) expect(parts).toContain(part)
    expect(parts.some((part) => part.startsWith('Domain'))).toBe(false)
  })
  test('A13: a cookie without the __Host- prefix, which a sister site could have set, is ignored', () => {
    expect(readCookie('dawr_session=tossed', 'dawr_session')).toBeNull()
    expect(readCookie('dawr_session=tossed; __Host-dawr_session=ours', 'dawr_session')).toBe('ours')
    expect(readCookie('__host-dawr_session=tossed', 'dawr_session')).toBeNull()
  })
})

test('with http, in development, names have no prefix, since browsers refuse prefixed names there', () => {
  usePublicUrl('http://192.168.7.7:3000')
  expect(cookieLine('dawr_session', 'x', 60)).toMatch(/^dawr_session=x; /)
  expect(cookieLine('dawr_session', 'x', 60)).not.toContain('Secure')
})

describe('reading cookies', () => {
  beforeEach(() => usePublicUrl(''))
  test.each([
    [null, null],
    ['', null],
    ['dawr_session', null],
    ['xdawr_session=a', null],
    ['dawr_session2=a', null],
    ['a=b;dawr_session=c', 'c'],
    ['a="dawr_session=x";  dawr_session=c ', 'c'],
    ['dawr_session=a=b', 'a=b'],
    ['dawr_session=', ''],
  ])('%s', (header, value) => {
    expect(readCookie(header, 'dawr_session')).toBe(value)
  })
  test('A7: is found behind thousands of others', () => {
    expect(readCookie(`${'a=b; '.repeat(3_000)}dawr_session=c`, 'dawr_session')).toBe('c')
  })
})

describe('the cookie of a visitor', () => {
  beforeEach(() => usePublicUrl(''))
  const id = '0190f3a0-0000-7000-8000-000000000001'
  const sent = (): string => visitorCookie(id).split(';')[0] ?? ''

  test('identifies the same visitor each time', () => {
    expect(visitorOf(new Headers({ cookie: sent() }))).toMatchObject({ visitorId: id, firstContact: false })
  })
  test('A1: with another id, or a wrong or missing signature, is treated as a new visitor', () => {
    const [name, value = ''] = sent().split('=')
    const [, mark] = value.split('.')
    const other = '0190f3a0-0000-7000-8000-000000000002'
    for (const forged of [`${other}.${mark}`, id, `${id}.`, `${id}.${mark}x`, `.${mark}`, `${id}.${'A'.repeat(22)}`]) {
      const visitor = visitorOf(new Headers({ cookie: `${name}=${forged}` }))
      expect(visitor.firstContact).toBe(true)
      expect([id, other]).not.toContain(visitor.visitorId)
    }
  })
})

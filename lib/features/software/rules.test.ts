import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readToken, tokenState, writeToken } from './rules'

test('a token parses back to its parts, and other text is not a token', () => {
  const secret = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((it) => Buffer.from(it).toString('base64url'))
  fc.assert(
    fc.property(fc.uuid(), secret, (id, it) => {
      expect(readToken(writeToken({ id, secret: it }))).toEqual({ id, secret: it })
      expect(readToken(` ${writeToken({ id, secret: it })}`)).toBeNull()
      expect(readToken(writeToken({ id, secret: it.slice(1) }))).toBeNull()
    }),
  )
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => readToken(text) === null))
})

test('a token is valid until it expires or is revoked', () => {
  expect(tokenState({ expiresAt: 10, revokedAt: null }, 9)).toBe('active')
  expect(tokenState({ expiresAt: 10, revokedAt: null }, 10)).toBe('expired')
  expect(tokenState({ expiresAt: 10, revokedAt: 5 }, 9)).toBe('revoked')
})

import { randomBytes, randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { newId } from '@/lib/shared/ids'
import { assertHardToGuess } from './key-strength'

describe('the key of a client without a cookie', () => {
  test.each([randomUUID, newId, () => randomBytes(16).toString('base64url'), () => randomBytes(16).toString('hex')])(
    'may be any random one',
    (made) => {
      for (let i = 0; i < 500; i++) expect(() => assertHardToGuess(made())).not.toThrow()
    },
  )
  test.each([
    'my-key-1',
    'k',
    '1',
    '20261130',
    'x'.repeat(200),
    '1'.repeat(32),
    'abcabcabcabcabcabcabcabcabc',
    'join-lab-2026-11-30',
  ])('must not be %j, which others may use too', (key) => {
    expect(() => assertHardToGuess(key)).toThrow(
      expect.objectContaining({
        code: 'invalid_input',
        fields: [{ path: 'Idempotency-Key', reason: 'easy_to_guess' }],
      }),
    )
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isGuessable, isTrivialPin } from './rules'
import { isMadeOfCommonWords } from './server/common-words'

const isWeak = (password: string, username = 'noura'): boolean =>
  isGuessable(password, username) || isMadeOfCommonWords(password)

describe('a password', () => {
  test.each([
    'password1234',
    'Password2026!',
    'P@ssw0rd-2026',
    'passwordpassword',
    'administrator1',
    'qwerty123456',
    'QwertyUiop123',
    '1qaz2wsx3edc',
    'iloveyou!!!!',
    'welcome-hospital',
    'aaaaaaaaaaaa',
    'abcabcabcabc',
    'abcdefghijkl',
    'zyxwvutsrqpo',
    '123456789012',
    '0555 123 4567',
    'كلمة السر ١٢٣٤',
    'السعودية٢٠٢٦',
    '------------',
    'ｐａｓｓｗｏｒｄ１２３４',
  ])('such as %s is guessable', (password) => expect(isWeak(password)).toBe(true))

  test.each([
    'blue-kettle-7781-river',
    'k7vq-92mz-x4tn',
    'correct horse battery staple',
    'قهوة-الصباح-مع-هيل',
    '7e0129884b3160257f941083',
    '7Hq!x2Lm#9Wz',
  ])('such as %s is not guessable', (password) => expect(isWeak(password)).toBe(false))

  test('must not contain the user name, in any spelling', () => {
    for (const password of ['noura-kettle-77', 'my-N.O.U.R.A-7781', 'xNOURAx-98-kettle'])
      expect(isWeak(password)).toBe(true)
    expect(isWeak('noura-kettle-77', 'sara')).toBe(false)
    // With two letters the rule would refuse too much.
    expect(isWeak('blue-kettle-7781', 'ue')).toBe(false)
  })

  test('that repeats a shorter text is guessable', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 6 }), fc.integer({ min: 2, max: 5 }), (text, times) => {
        expect(isGuessable(text.repeat(times), 'somebody')).toBe(true)
      }),
    )
  })
})

describe('a PIN', () => {
  const digits = (count: number) =>
    fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: count, maxLength: count })
  test('that repeats a shorter number is trivial', () => {
    for (const part of [1, 2, 3]) fc.assert(fc.property(digits(part), (it) => isTrivialPin(it.repeat(6 / part))))
  })
  test('that counts up or down is trivial', () => {
    for (const row of ['123456', '012345', '567890', '890123', '654321', '098765']) expect(isTrivialPin(row)).toBe(true)
  })
  test('is rarely trivial', () => {
    const all = Array.from({ length: 1_000_000 }, (_, i) => String(i).padStart(6, '0'))
    expect(all.filter(isTrivialPin).length).toBeLessThan(1_200)
  })
})

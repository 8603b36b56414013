import { expect, test } from 'vitest'
import { safeNext } from './safe-next'

test('paths of this site are kept', () => {
  expect(safeNext('/ar/console', '/ar')).toBe('/ar/console')
  expect(safeNext('/en/console?point=room-1#line', '/ar')).toBe('/en/console?point=room-1#line')
})

test.each([
  undefined,
  '',
  'console',
  'https://evil.example/x',
  '//evil.example',
  '/\\evil.example',
  '/ar/..//evil.example',
  '/\t/evil.example',
  'javascript:alert(1)',
])('%j is replaced by the fallback', (asked) => {
  expect(safeNext(asked, '/ar/console')).toBe('/ar/console')
})

test('never returns to the sign-in page', () => {
  expect(safeNext('/ar/sign-in?next=/ar/sign-in', '/ar/console')).toBe('/ar/console')
})

test('a repeated parameter is not a path', () => {
  expect(safeNext(['/a', '/b'], '/ar/console')).toBe('/ar/console')
})

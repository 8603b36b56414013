import { expect, test } from 'vitest'
import { isPublicPath, isSameForAll, pageAt } from './public-paths'

test.each(['/ar', '/en', '/ar/join/lab', '/en/tv', '/ar/tv/main', '/ar/offline', '/en/sign-in', '/ar/tablet'])(
  'everybody may open %s',
  (path) => {
    expect(isPublicPath(path)).toBe(true)
  },
)

test.each([
  '/',
  '/fr',
  '/ar/',
  '/ar/console',
  '/ar/admin',
  '/en/account',
  '/ar/visit/abc',
  '/ar/setup/abc',
  '/ar/none',
  '/arx',
  '/ar/join/a/b',
])('%s is not a page for everybody', (path) => {
  expect(isPublicPath(path)).toBe(false)
})

test('only pages that read no cookie are the same for everybody', () => {
  for (const path of ['/ar/offline', '/en/tv/main'])
    expect([path, isPublicPath(path), isSameForAll(path)]).toEqual([path, true, true])
  for (const path of ['/ar', '/ar/tv', '/ar/join/lab', '/ar/sign-in', '/ar/tablet', '/ar/offline/x'])
    expect([path, isSameForAll(path)]).toEqual([path, false])
})

test('T7: a path is counted by its page, never by the names and secrets in it', () => {
  expect(pageAt('/ar')).toBe('/{locale}')
  expect(pageAt('/en/tv/main')).toBe('/{locale}/tv/{branch}')
  expect(pageAt('/ar/visit/SECRET')).toBe('/{locale}/visit/{token}')
  expect(pageAt('/ar/admin/staff/1')).toBe('/{locale}/admin/staff/{id}')
  for (const path of ['/', '/fr', '/ar/none', '/x.php', '/ar/visit/a/b']) expect(pageAt(path)).toBeNull()
})

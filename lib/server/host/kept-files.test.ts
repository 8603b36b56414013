import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { fileReply } from './file-reply'
import { type KeptFile, KeptFiles } from './kept-files'

const root = mkdtempSync(join(tmpdir(), 'kept-files-'))
afterAll(() => rmSync(root, { recursive: true }))

const script = 'let a = 1\n'.repeat(500)
const chunk = '.next/static/chunks/app/[locale]/(visitor)/page-1a2b.js'
const content = {
  'public/icons/icon.svg': '<svg/>',
  'public/sw.js': script,
  [chunk]: script,
  '.next/server/secret.js': '1',
}
for (const [path, text] of Object.entries(content)) {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}
const files = new KeptFiles(root)

const found = async (path: string): Promise<KeptFile> => {
  const file = await files.at(path)
  if (!file) throw new Error(`${path} is not there`)
  return file
}
const asked = (headers: Record<string, string>) => ({ get: (name: string) => headers[name] ?? null })
const headersOf = (all: readonly string[]): Record<string, string> =>
  Object.fromEntries(all.flatMap((name, i) => (i % 2 === 0 ? [[name.toLowerCase(), all[i + 1] ?? '']] : [])))

describe('an address', () => {
  test('of a file of the build or of public returns the file', async () => {
    expect(String((await found('/_next/static/chunks/app/[locale]/(visitor)/page-1a2b.js')).bytes)).toBe(script)
    expect(String((await found('/icons/icon.svg')).bytes)).toBe('<svg/>')
    expect(await found('/sw.js')).toMatchObject({ type: 'text/javascript; charset=utf-8', forever: false })
  })
  test.each([
    '/_next/static/none.js',
    '/icons/../../.next/server/secret.js',
    '/vendor/x',
    '/_next/static/../server/secret.js',
  ])('in a folder of files is not found when there is no such file: %s', (path) => {
    expect(files.at(path)).toBeNull()
  })
  test.each(['/', '/ar', '/sw.jsx', '/favicon.ico', '/icons', '/.next/server/secret.js', '/public/sw.js'])(
    'elsewhere may be the path of a page: %s',
    (path) => {
      expect(files.at(path)).toBeUndefined()
    },
  )
})

describe('a file', () => {
  test('is read once', async () => {
    expect(await found('/sw.js')).toBe(await found('/sw.js'))
  })
  test('is compressed for clients that accept gzip', async () => {
    const reply = fileReply('/x/a.js', await found('/sw.js'), asked({ 'accept-encoding': 'gzip' }))
    expect(headersOf(reply.headers)).toMatchObject({ 'content-encoding': 'gzip', vary: 'Accept-Encoding' })
    expect(String(gunzipSync(reply.body as Buffer))).toBe(script)
    const plain = fileReply('/x/a.js', await found('/sw.js'), asked({}))
    expect(headersOf(plain.headers)['content-encoding']).toBeUndefined()
    expect(String(plain.body)).toBe(script)
  })
  test('that compression would not make smaller is sent uncompressed', async () => {
    const { headers, body } = fileReply(
      '/icons/icon.svg',
      await found('/icons/icon.svg'),
      asked({ 'accept-encoding': 'gzip' }),
    )
    expect([headersOf(headers)['content-encoding'], String(body)]).toEqual([undefined, '<svg/>'])
  })
  test('with a hash in its name is cached forever; others are revalidated and answered with 304', async () => {
    const hashed = fileReply(
      '/_next/static/a',
      await found('/_next/static/chunks/app/[locale]/(visitor)/page-1a2b.js'),
      asked({}),
    )
    expect(headersOf(hashed.headers)['cache-control']).toBe('public, max-age=31536000, immutable')
    const first = headersOf(fileReply('/sw.js', await found('/sw.js'), asked({})).headers)
    expect(first['cache-control']).toBe('public, max-age=0')
    const again = fileReply('/sw.js', await found('/sw.js'), asked({ 'if-none-match': first['etag'] ?? '' }))
    expect([again.status, again.body]).toEqual([304, ''])
  })
  test('may run nothing when opened as a page; the service worker may do what it needs', async () => {
    const policyOf = async (path: string): Promise<string | undefined> =>
      headersOf(fileReply(path, await found(path), asked({})).headers)['content-security-policy']
    expect(await policyOf('/icons/icon.svg')).toContain("default-src 'none'")
    expect(await policyOf('/sw.js')).toBeUndefined()
  })
})

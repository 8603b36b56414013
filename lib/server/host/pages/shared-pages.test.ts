import { gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { PageHandler } from './page-handler'
import { PageLine } from './page-line'
import { SharedPages } from './shared-pages'
import { type SharedRequest, sharedRequestOf } from './shared-request'
import { Traffic } from './traffic'

const nonce = 'AAAAAAAAAAAAAAAAAAAAAA=='
const at = (url: string): SharedRequest => {
  const request = sharedRequestOf({ url, headers: { host: 'dawr.example' } })
  if (!request) throw new Error('not shared')
  return request
}

/** Pages over a handler that waits for a signal before it renders, and records what it rendered. */
function pagesOf(status = 200) {
  const rendered: string[] = []
  const running: (() => void)[] = []
  const handler: PageHandler = async (req, res) => {
    rendered.push(req.url ?? '')
    await new Promise<void>((go) => running.push(go))
    res.statusCode = status
    res.setHeader('Content-Security-Policy', `script-src 'nonce-${nonce}'`)
    res.setHeader('Vary', 'rsc')
    res.setHeader('X-Frame-Options', 'DENY')
    res.write(`<p>${req.url}</p>`)
    res.end(`<script nonce="${nonce}"></script>`)
  }
  const line = new PageLine({ atOnce: 1, mostOfOne: 100, mostOfAll: 100 })
  const pages = new SharedPages(handler, line, new Traffic())
  const finish = async (): Promise<void> => {
    await vi.waitFor(() => expect(running).not.toHaveLength(0))
    running.shift()?.()
  }
  const get = (url: string, client = 'phone') => pages.get(at(url), client)
  return { get, forget: () => pages.forget(), rendered, finish }
}

const asked = (headers: Record<string, string> = {}) => ({ get: (name: string) => headers[name] ?? null })

let now = 1_000
beforeEach(() => void vi.spyOn(performance, 'now').mockImplementation(() => now))
afterEach(() => void vi.restoreAllMocks())

describe('a public page', () => {
  test('is rendered once for all who ask at the same time and within a second', async () => {
    const { get, rendered, finish } = pagesOf()
    const first = Promise.all(Array.from({ length: 300 }, (_, i) => get('/ar', `phone ${i % 3}`)))
    await finish()
    const pages = await first
    now += 999
    expect(new Set([...pages, await get('/ar')]).size).toBe(1)
    expect(rendered).toEqual(['/ar'])
    now += 2
    const later = get('/ar')
    await finish()
    await later
    expect(rendered).toEqual(['/ar', '/ar'])
  })
  test('is rendered once for each address', async () => {
    const { get, rendered, finish } = pagesOf()
    const both = Promise.all([get('/ar'), get('/en')])
    await finish()
    await finish()
    await both
    expect(rendered.sort()).toEqual(['/ar', '/en'])
  })
  test('is rendered again after it was dropped, even while it is being rendered', async () => {
    const { get, forget, rendered, finish } = pagesOf()
    const first = get('/ar')
    await vi.waitFor(() => expect(rendered).toHaveLength(1))
    forget()
    await finish()
    await first
    const second = get('/ar')
    await finish()
    await second
    expect(rendered).toHaveLength(2)
  })
  test('is not kept when it failed', async () => {
    const { get, rendered, finish } = pagesOf(500)
    for (let i = 0; i < 2; i++) {
      const page = get('/ar')
      await finish()
      expect((await page).reply(asked()).status).toBe(500)
    }
    expect(rendered).toHaveLength(2)
  })
  test('does not wait for the many pages that another client asked for before', async () => {
    const { get, rendered, finish } = pagesOf()
    const crowd = Array.from({ length: 20 }, (_, i) => get(`/ar?x=${i}`, 'crowd'))
    crowd.push(get('/ar', 'crowd'))
    const page = get('/ar', 'phone')
    await finish()
    await finish()
    await finish()
    await page
    expect(rendered.indexOf('/ar')).toBeLessThan(3)
    for (let i = 0; i < 18; i++) await finish()
    await Promise.all(crowd)
    expect(rendered.filter((url) => url === '/ar')).toHaveLength(1)
  })
})

test('every client gets a nonce of its own, in the policy and in the page', async () => {
  const { get, finish } = pagesOf()
  const coming = get('/ar')
  await finish()
  const page = await coming
  const replies = [page.reply(asked()), page.reply(asked({ 'accept-encoding': 'gzip' }))]
  const nonces = replies.map(({ headers, body }) => {
    const [, own] = /'nonce-([^']+)'/.exec(headers[headers.indexOf('content-security-policy') + 1] ?? '') ?? []
    const text = String(headers.includes('Content-Encoding') ? gunzipSync(body) : body)
    expect(text).toBe(`<p>/ar</p><script nonce="${own}"></script>`)
    return own
  })
  expect(new Set([nonce, ...nonces]).size).toBe(3)
  for (const { headers } of replies) {
    expect(headers.filter((it) => it === 'rsc' || it === 'Accept-Encoding')).toHaveLength(2)
    // The host adds it to every answer.
    expect(headers).not.toContain('x-frame-options')
  }
})

test('a page that cannot be rendered fails for all waiting clients, and is tried again', async () => {
  const failing = vi.fn(() => Promise.reject(new Error('no')))
  const pages = new SharedPages(failing, new PageLine({ atOnce: 1, mostOfOne: 9, mostOfAll: 9 }), new Traffic())
  for (let i = 0; i < 2; i++) await expect(pages.get(at('/ar'), 'phone')).rejects.toThrow('no')
  expect(failing).toHaveBeenCalledTimes(2)
})

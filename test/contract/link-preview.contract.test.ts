import { describe, expect, test } from 'vitest'
import { send, server } from './send'

/** The attributes of the elements of a page's head that begin like this. */
function tagsOf(html: string, begin: string): string[] {
  return html.match(new RegExp(`<${begin}[^>]*>`, 'g')) ?? []
}

type Manifest = {
  id: string
  name: string
  lang: string
  dir: string
  start_url: string
  icons: { src: string; sizes: string }[]
  shortcuts: { name: string; url: string }[]
  screenshots: { src: string; sizes: string; form_factor: string; label: string }[]
}

/** The width and height of a PNG file. */
const sizeOf = (png: Buffer): string => `${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`

async function manifestOf(path: string): Promise<Manifest> {
  const [link = ''] = tagsOf((await send('GET', path)).text, 'link rel="manifest"')
  const answer = await send('GET', /href="([^"]+)"/.exec(link)?.[1] ?? '')
  expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/manifest+json'])
  return answer.json as Manifest
}

describe.each([
  ['ar', 'rtl', 'دَوْر'],
  ['en', 'ltr', 'Dawr'],
])('the app in the language %s', (locale, dir, name) => {
  test('T4: is installed with a manifest in that language, and is the same app in both', async () => {
    const manifest = await manifestOf(`/${locale}`)
    expect(manifest).toMatchObject({ id: '/', name, lang: locale, dir, start_url: `/${locale}` })
    expect(await manifestOf(`/${locale}/join/lab`)).toEqual(manifest)
    const visit = (await send('GET', `/${locale}/visit/${'A'.repeat(22)}/manifest.webmanifest`)).json
    expect(visit).toEqual({ ...manifest, start_url: `/${locale}/visit/${'A'.repeat(22)}` })
  })
  test('T4: has shortcuts to pages that exist, and screenshots of the stated size', async () => {
    const { icons, shortcuts, screenshots } = await manifestOf(`/${locale}`)
    expect(shortcuts).toHaveLength(3)
    for (const { url } of shortcuts) expect((await send('GET', url)).status, url).toBeLessThan(400)
    expect(screenshots.map((it) => it.form_factor).sort()).toEqual(['narrow', 'wide'])
    for (const { src, sizes } of [...icons, ...screenshots]) {
      const { status, bytes } = await send('GET', src)
      expect([src, status, sizeOf(bytes)]).toEqual([src, 200, sizes])
      expect(bytes.length, src).toBeLessThan(150_000)
    }
  })
  test('T4: a shared link has a preview with title, text and an image at an absolute address', async () => {
    const { text } = await send('GET', `/${locale}/join/lab`)
    const og = new Map(
      tagsOf(text, 'meta property="og:').map((tag) => [
        /property="og:([^"]+)"/.exec(tag)?.[1],
        /content="([^"]*)"/.exec(tag)?.[1] ?? '',
      ]),
    )
    expect(og.get('title')).toContain(name)
    expect(og.get('description')).not.toBe('')
    expect([og.get('site_name'), og.get('locale')?.slice(0, 2)]).toEqual([name, locale])
    const image = new URL(og.get('image') ?? '')
    expect(image.port).toBe(server.port)
    const { status, bytes } = await send('GET', image.pathname)
    expect([status, sizeOf(bytes)]).toEqual([200, '1200x630'])
  })
})

import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { accountOf, takeTurn } from './fixtures/staff'
import { expect, test } from './fixtures/test'

const phone = { width: 390, height: 844 }
const narrow = { width: 320, height: 700 }
const desktop = { width: 1440, height: 900 }

/** No violation of WCAG 2.2 A and AA, and nothing that has to be scrolled sideways. */
async function expectSound(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  expect(violations.map(({ id, nodes }) => `${what}: ${id} at ${nodes[0]?.target.join(' ')}`)).toEqual([])
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(excess, `${what} scrolls sideways`).toBeLessThanOrEqual(0)
}

const views = [
  { size: phone, colorScheme: 'light' },
  { size: phone, colorScheme: 'dark' },
  { size: desktop, colorScheme: 'light' },
  { size: narrow, colorScheme: 'dark' },
] as const

async function expectSoundEverywhere(page: Page, path: string): Promise<void> {
  for (const { size, colorScheme } of views) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.setViewportSize(size)
    await page.goto(path)
    await expect(page.getByRole('main').first()).toBeVisible()
    await expectSound(page, `${path} ${size.width} ${colorScheme}`)
  }
}

test('the pages of a visitor are accessible on every size, light and dark', async ({ page, baseURL, language }) => {
  test.setTimeout(180_000)
  const { link } = await takeTurn(baseURL ?? '', 'vitals')
  for (const path of ['', '/join/vitals', link, '/visit/unknown', '/nowhere', '/offline']) {
    await expectSoundEverywhere(page, `/${language}${path}`)
  }
})

test('the pages of the staff and the hall are accessible on every size, light and dark', async ({ page, language }) => {
  test.setTimeout(180_000)
  await expectSoundEverywhere(page, `/${language}/sign-in`)
  const { username, password } = accountOf('women_derma')
  await page.request.post('/api/v1/session', { data: { username, password } })
  for (const path of ['/console', '/tv/main', '/setup/none']) await expectSoundEverywhere(page, `/${language}${path}`)
})

test('each page says its language and direction, and the switch keeps the address', async ({
  page,
  language,
  words,
}) => {
  await page.goto(`/${language}/join/lab`)
  await expect(page.locator('html')).toHaveAttribute('lang', language)
  await expect(page.locator('html')).toHaveAttribute('dir', language === 'ar' ? 'rtl' : 'ltr')
  const other = language === 'ar' ? 'en' : 'ar'
  await page.getByRole('link', { name: language === 'ar' ? 'English' : 'العربية' }).click()
  await page.waitForURL(`**/${other}/join/lab`)
  await expect(page.locator('html')).toHaveAttribute('lang', other)
  expect(words('visitor.join.take')).not.toBe('')
})

test('an address without a language goes to one', async ({ page, language }) => {
  await page.goto('/')
  await expect(page).toHaveURL(new RegExp(`/${language}/?$`))
})

test('the first load of a visitor page takes at most 150 KB of JavaScript, compressed', async ({
  page,
  baseURL,
  language,
}) => {
  const { link } = await takeTurn(baseURL ?? '', 'vitals')
  for (const path of ['', '/join/lab', link]) {
    const session = await page.context().newCDPSession(page)
    await session.send('Network.enable')
    await session.send('Network.setCacheDisabled', { cacheDisabled: true })
    const scripts = new Set<string>()
    let bytes = 0
    session.on('Network.responseReceived', ({ requestId, type }) => type === 'Script' && scripts.add(requestId))
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      if (scripts.has(requestId)) bytes += encodedDataLength
    })
    await page.goto(`/${language}${path}`, { waitUntil: 'networkidle' }).catch(() => page.waitForLoadState('load'))
    expect(scripts.size, path).toBeGreaterThan(0)
    expect(bytes, `${path} loads ${Math.round(bytes / 1024)} KB`).toBeLessThanOrEqual(150 * 1024)
    await session.detach()
  }
})

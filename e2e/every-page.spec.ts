import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright/test'
import { expectAccessible, expectToFit } from './fixtures/accessible'
import { signInTo } from './fixtures/sign-in'
import { expectSpaces } from './fixtures/spaces'
import { takeTurn } from './fixtures/staff'
import { expect, test } from './fixtures/test'

const phone = { width: 390, height: 844 }
const narrow = { width: 320, height: 700 }
const desktop = { width: 1440, height: 900 }

/** Rules that can fail in another colour scheme or width after passing in the first view. */
const aboutColour = ['color-contrast', 'link-in-text-block']
const aboutRoom = ['target-size', 'scrollable-region-focusable']

type View = { size: typeof phone; colorScheme: 'light' | 'dark'; rules?: string[] }

const first: View = { size: phone, colorScheme: 'light' }
const views: View[] = [
  first,
  { size: desktop, colorScheme: 'light' },
  { size: narrow, colorScheme: 'dark', rules: [...aboutColour, ...aboutRoom] },
]

/** Waits until the page is rendered with this media, since a resize takes effect asynchronously. */
async function expectDrawn(page: Page, media: string): Promise<void> {
  await page.waitForFunction(
    (media) =>
      matchMedia(media).matches &&
      new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true)))),
    media,
  )
}

async function lookAs(page: Page, { size, colorScheme }: View): Promise<void> {
  // Size first: Chromium reports stale colours for elements that were hidden during a colour scheme change.
  await page.setViewportSize(size)
  await expectDrawn(page, `(width: ${size.width}px)`)
  await page.emulateMedia({ colorScheme })
  await expectDrawn(page, `(width: ${size.width}px) and (prefers-color-scheme: ${colorScheme})`)
}

type Looking = { isReady?: () => Promise<void>; as?: View[]; isOffice?: boolean }

async function expectSoundEverywhere(
  page: Page,
  path: string,
  { isReady = async () => {}, as = views, isOffice = false }: Looking = {},
): Promise<void> {
  await page.emulateMedia({ colorScheme: first.colorScheme, reducedMotion: 'reduce' })
  await page.goto(path)
  for (const view of as) {
    const { size, colorScheme, rules } = view
    const what = `${path} ${size.width} ${colorScheme}`
    await lookAs(page, view)
    await expect(page.getByRole('main').first()).toBeVisible()
    await isReady()
    // Colours, sizes and structure do not depend on the language; texts and their lengths do. The many pages of the
    // administration are read by axe in Arabic only.
    if (path.startsWith('/ar') || (view === first && !isOffice))
      await expectAccessible(page, { what, ...(rules && { rules }) })
    else await expectToFit(page, what)
    if (view === first) await expectSpaces(page, what)
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
  await signInTo(page.context(), 'women_derma')
  for (const path of ['/console', '/tv/main', '/tv', '/tablet', '/setup/none'])
    await expectSoundEverywhere(page, `/${language}${path}`)
})

test('the pages of the administration are accessible on every size, light and dark', async ({
  page,
  language,
  database,
}) => {
  test.setTimeout(300_000)
  await signInTo(page.context(), 'owner')
  const { id } = await database.account('reception')
  const isReady = async () => {
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
    await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible()
  }
  // Few staff: every row is built alike.
  const lists = [
    '/admin/staff?role=manager',
    '/admin/devices',
    '/admin/software',
    '/admin/jobs',
    '/admin/flags',
    '/admin/waiting-times',
  ]
  const setUp = ['', '?part=hours', '/clinic?clinic=lab'].map((it) => `/admin/set-up${it}`)
  for (const path of ['/account', ...lists, ...setUp, `/admin/staff/${id}`, '/admin/nowhere'])
    await expectSoundEverywhere(page, `/${language}${path}`, { isReady, isOffice: true })
  // Other states of these pages look like the ones above on other sizes and in the dark; only their texts are new.
  const ofSetUp = ['?part=branch', '/pathway?pathway=full', '/room?room=room-1', '/new-branch']
  for (const path of ofSetUp)
    await expectSoundEverywhere(page, `/${language}/admin/set-up${path}`, { isReady, as: [first], isOffice: true })
  for (const path of ['/staff?q=nobody', '/devices?revoked=true', '/jobs?state=waiting', '/jobs?page=9'])
    await expectSoundEverywhere(page, `/${language}/admin${path}`, { isReady, as: [first], isOffice: true })
})

test('T9: brand, user and language of account and administration are in a landmark', async ({ page, language }) => {
  await signInTo(page.context(), 'owner')
  const rules = ['region', 'landmark-one-main', 'landmark-no-duplicate-banner', 'landmark-unique']
  for (const path of ['/account', '/admin/staff', '/admin/flags']) {
    await page.goto(`/${language}${path}`)
    for (const size of [desktop, phone]) {
      await lookAs(page, { size, colorScheme: 'light' })
      await expect(page.getByRole('banner')).toHaveCount(1)
      await expectAccessible(page, { what: `${path} ${size.width}`, rules })
    }
  }
})

test('the dialogs of the administration are accessible @once', async ({ page, language, words, database }) => {
  test.setTimeout(120_000)
  await signInTo(page.context(), 'owner')
  const { id } = await database.account('sales')
  const dialogs = {
    '/admin/staff?role=manager': ['accounts.staff.add'],
    [`/admin/staff/${id}`]: ['changeRoles', 'rename', 'resetPassword', 'deactivate'].map(
      (it) => `accounts.staff.${it}`,
    ),
    '/account': ['changePassword', 'turnOn', 'setPin'].map((it) => `accounts.account.${it}`),
  }
  const dialog = page.getByRole('dialog')
  await page.emulateMedia({ reducedMotion: 'reduce' })
  for (const [path, buttons] of Object.entries(dialogs)) {
    await page.goto(`/${language}${path}`)
    for (const [index, button] of buttons.entries()) {
      await lookAs(page, { size: index % 2 === 0 ? narrow : desktop, colorScheme: index % 3 === 0 ? 'light' : 'dark' })
      await page.getByRole('button', { name: words(button), exact: true }).click()
      await expect(dialog).toBeVisible()
      await expectAccessible(page, { what: `${path} ${button}` })
      await dialog.getByRole('button', { name: words('shell.close') }).click()
      await expect(dialog).toBeHidden()
    }
  }
  await page.setViewportSize(phone)
  await page.getByRole('button', { name: words('admin.nav.menu') }).click()
  await expect(dialog.getByRole('navigation')).toBeVisible()
  await expectAccessible(page, { what: 'menu' })
})

const faces = {
  ar: { dir: 'rtl', other: 'en', switchTo: 'English' },
  en: { dir: 'ltr', other: 'ar', switchTo: 'العربية' },
} as const

test('each page declares its language and direction, and the language switch keeps the path', async ({
  page,
  language,
}) => {
  const { dir, other, switchTo } = faces[language]
  await page.goto(`/${language}/join/lab`)
  await expect(page.locator('html')).toHaveAttribute('lang', language)
  await expect(page.locator('html')).toHaveAttribute('dir', dir)
  await page.getByRole('link', { name: switchTo }).click()
  await page.waitForURL(`**/${other}/join/lab`)
  await expect(page.locator('html')).toHaveAttribute('lang', other)
})

test('a path without a language redirects to one', async ({ page, language }) => {
  await page.goto('/')
  await expect(page).toHaveURL(new RegExp(`/${language}/?$`))
})

type Kind = keyof typeof budgets

/** The most that a first load may take of each kind of file, compressed, in KB. */
const budgets = { Script: 150, Font: 90, Stylesheet: 20, Document: 25 }

const isKind = (type: string | undefined): type is Kind => type !== undefined && type in budgets

/** Collects the URLs of what a page requests from now on, by kind. */
async function requestsOf(page: Page): Promise<Map<Kind, Set<string>>> {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  const asked = new Map<Kind, Set<string>>()
  session.on('Network.requestWillBeSent', ({ request, type }) => {
    if (isKind(type)) asked.set(type, (asked.get(type) ?? new Set()).add(request.url))
  })
  return asked
}

/** Their total size with the servers' default compression; fonts are compressed already. */
async function compressedBytes(page: Page, kind: Kind, addresses: Iterable<string>): Promise<number> {
  let bytes = 0
  for (const address of addresses) {
    const body = await (await page.request.get(address)).body()
    bytes += kind === 'Font' ? body.length : gzipSync(body, { level: 6 }).length
  }
  return bytes
}

for (const what of ['home', 'join', 'visit'] as const) {
  test(`T3: the first load of the ${what} page is within the budget of each kind of file @once`, async ({
    page,
    baseURL,
    language,
    words,
  }) => {
    const { link } = await takeTurn(baseURL ?? '', 'vitals')
    const path = { home: '', join: '/join/lab', visit: link }[what]
    const requests = await requestsOf(page)
    await page.goto(`/${language}${path}`)
    // Connected means that every script has run.
    await expect(page.getByText(words('shell.connection.connecting'))).toHaveCount(0)
    await page.evaluate(() => document.fonts.ready)
    expect(requests.get('Script')?.size).toBeGreaterThan(5)
    expect(requests.get('Font')?.size).toBeGreaterThanOrEqual(2)
    for (const [kind, addresses] of requests) {
      const bytes = await compressedBytes(page, kind, addresses)
      expect(bytes, `${path} loads ${Math.round(bytes / 1024)} KB of ${kind}`).toBeLessThanOrEqual(budgets[kind] * 1024)
    }
  })
}

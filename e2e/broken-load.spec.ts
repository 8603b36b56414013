import type { Browser, Page } from 'playwright/test'
import { takeTurn } from './fixtures/staff'
import { expect, test } from './fixtures/test'
import { wordsOf } from './fixtures/words'

const chunks = '**/_next/static/chunks/**'

/** A page in a separate context: the browser may log errors here, and there is no service worker. */
async function freshPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ serviceWorkers: 'block' })
  return context.newPage()
}

async function expectNotice(page: Page, key: string): Promise<void> {
  for (const language of ['ar', 'en'] as const)
    await expect(page.getByText(wordsOf(language)(`guard.${key}`))).toBeVisible({ timeout: 20_000 })
}

/** The text of `app/global-error.tsx`, which replaces the notice when React runs before the lost script is noticed. */
const ofErrorPage = { ar: 'لم تكتمل هذه الصفحة.', en: 'This page did not load.' }

async function expectLostNotice(page: Page): Promise<void> {
  for (const language of ['ar', 'en'] as const) {
    const notice = page.getByText(wordsOf(language)('guard.lost')).or(page.getByText(ofErrorPage[language]))
    await expect(notice.first()).toBeVisible({ timeout: 20_000 })
  }
}

for (const [what, lost] of [
  ['every script', chunks],
  ['the script of the page', '**/_next/static/chunks/app/*/*/visit/**'],
  ['the script of the frame', '**/_next/static/chunks/main-app-*'],
] as const) {
  test(`a network that dies before ${what} arrives causes a notice in both languages, and the page recovers by itself @once`, async ({
    browser,
    baseURL,
    language,
    words,
  }) => {
    const ticket = await takeTurn(baseURL ?? '', 'vitals')
    const page = await freshPage(browser)
    await page.route(lost, (route) => route.abort('internetdisconnected'))
    await page.goto(`${baseURL}/${language}${ticket.link}`)
    await expectLostNotice(page)
    await expect(page.getByText('This page couldn’t load')).toHaveCount(0)
    await page.unroute(lost)
    await expect(page.getByText(words('shell.connection.connecting'))).toHaveCount(0, { timeout: 30_000 })
    await expect(page.getByText(wordsOf('en')('guard.lost'))).toHaveCount(0)
    await expect(page.getByText(ticket.code).first()).toBeVisible()
    await page.waitForFunction(() => 'dawrAlive' in window)
    await page.context().close()
  })
}

test('the page of a visit shows the turn before any script has run @once', async ({ browser, baseURL, language }) => {
  const ticket = await takeTurn(baseURL ?? '', 'vitals')
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(`${baseURL}/${language}${ticket.link}`)
  await expect(page.getByText(ticket.code).first()).toBeVisible()
  await context.close()
})

test('a page that never loads completely stops reloading, and says what to do @once', async ({ browser, baseURL }) => {
  test.setTimeout(90_000)
  const page = await freshPage(browser)
  // Loading the script fails, but a request for it succeeds, as with a content blocker.
  await page.route(chunks, (route) => (route.request().resourceType() === 'script' ? route.abort() : route.continue()))
  await page.goto(`${baseURL}/en`)
  await expect(page.getByText(wordsOf('en')('guard.stuck'))).toBeVisible({ timeout: 60_000 })
  await page.context().close()
})

test('in a browser too old for the scripts, the page names browsers that work, in both languages @once', async ({
  browser,
  baseURL,
}) => {
  const page = await freshPage(browser)
  await page.route(chunks, (route) =>
    route.fulfill({ contentType: 'text/javascript', body: 'class { static static }' }),
  )
  await page.goto(`${baseURL}/ar`)
  await expectNotice(page, 'old')
  await page.context().close()
})

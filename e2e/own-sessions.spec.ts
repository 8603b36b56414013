import type { Page } from 'playwright/test'
import { expectAccessible } from './fixtures/accessible'
import { signInAs, signInTo } from './fixtures/sign-in'
import { expect, test } from './fixtures/test'
import type { Language, Words } from './fixtures/words'

/** An account that no other test signs in with. */
const loners = { ar: ['installer', 'cashier'], en: ['production', 'accountant'] } as const

/** Opens the own account with a clock that the test controls. */
async function signInWithTestClock(page: Page, language: Language, words: Words): Promise<void> {
  await page.clock.install()
  await signInAs(page, words, loners[language][1], `/${language}/account`)
  await expect(page.getByRole('heading', { name: words('accounts.sessions.title') })).toBeVisible()
}

test('a person ends their own session on another device, and that device is signed out @once', async ({
  page,
  browser,
  language,
  words,
  database,
}) => {
  const username = loners[language][0]
  await signInAs(page, words, username, `/${language}/account`)
  const elsewhere = await browser.newContext()
  await signInTo(elsewhere, username)
  const other = await elsewhere.newPage()
  await other.goto(`/${language}/account`)
  await expect(other.getByRole('main')).toBeVisible()

  await page.reload()
  const sessions = page.getByRole('listitem').filter({ hasText: words('accounts.sessions.seen') })
  await expect(sessions).toHaveCount(2)
  await expect(sessions.filter({ hasText: words('accounts.sessions.this') })).toHaveCount(1)
  await sessions
    .getByRole('button', { name: /./ })
    .filter({ hasText: words('accounts.sessions.end') })
    .click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: words('accounts.sessions.end'), exact: true })
    .click()
  await expect(sessions).toHaveCount(1)
  expect((await database.account(username)).openSessions).toHaveLength(1)
  expect((await elsewhere.request.get('/api/v1/session')).status()).toBe(401)
  await other.reload()
  await expect(other).toHaveURL(/\/sign-in/)
  await elsewhere.close()
})

test('reading and typing keep the session alive; when it ends, the sign-in page opens', async ({
  page,
  language,
  words,
}) => {
  await signInWithTestClock(page, language, words)
  const asked: string[] = []
  page.on('requestfinished', (request) => {
    if (request.method() === 'GET' && request.url().endsWith('/api/v1/session')) asked.push(request.url())
  })
  await page.keyboard.press('Tab')
  await page.clock.fastForward('06:00')
  expect(asked).toHaveLength(0)
  await page.keyboard.press('Tab')
  await expect.poll(() => asked.length).toBe(1)
  await page.keyboard.press('Tab')
  expect(asked).toHaveLength(1)

  await page.context().clearCookies()
  await page.clock.fastForward('06:00')
  await page.keyboard.press('Tab')
  await expect(page).toHaveURL(/\/sign-in\?next=/)
})

test('an idle person is asked before the session ends, and is signed out without an answer @once', async ({
  page,
  context,
  browser,
  baseURL,
  language,
  words,
}) => {
  await signInWithTestClock(page, language, words)
  const kept = await browser.newContext({ storageState: await context.storageState() })
  const status = async (): Promise<number> => (await kept.request.get(`${baseURL}/api/v1/session`)).status()
  const question = page.getByRole('dialog', { name: words('accounts.idle.title') })

  await page.clock.fastForward('28:30')
  await expect(question).toContainText(/01:|٠١:/)
  await expectAccessible(page)
  await page.getByRole('button', { name: words('accounts.idle.stay') }).press('Enter')
  await expect(question).toBeHidden()

  await page.clock.fastForward('28:30')
  await expect(question).toBeVisible()
  const other = await context.newPage()
  await other.goto(`/${language}/account`)
  await expect(question).toBeHidden()
  await other.close()
  expect(await status()).toBe(200)

  await page.clock.fastForward('31:00')
  await page.waitForURL(/\/sign-in\?next=/)
  expect(await status()).toBe(401)
  await kept.close()
})

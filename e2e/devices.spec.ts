import type { BrowserContext, Page } from 'playwright/test'
import { expectAccessible } from './fixtures/accessible'
import { goOffline } from './fixtures/network'
import { signInTo } from './fixtures/sign-in'
import { expect, test } from './fixtures/test'
import { wordsOf } from './fixtures/words'

const soon = { timeout: 8_000 }

/** Reads the code on the screen of a new device. */
async function codeOn(page: Page): Promise<string> {
  const shown = page.locator('[data-code]')
  await expect(shown).toHaveText(/^[A-Z2-9]{4} [A-Z2-9]{4}$/)
  return (await shown.textContent()) ?? ''
}

/** A separate browser: a screen or a tablet without a session. */
async function deviceAt(context: BrowserContext, path: string, size: { width: number; height: number }): Promise<Page> {
  const page = await context.newPage()
  await page.setViewportSize(size)
  await page.goto(path)
  return page
}

const wall = { width: 1920, height: 1080 }

const screenNames = { ar: 'شاشة', en: 'Screen' }
const resultNames = { ar: 'نتائج', en: 'Results' }

test('a hall screen is paired by the code it shows, shows calls, and stops when it is revoked @proxy', async ({
  page,
  browser,
  baseURL,
  language,
  words,
  database,
  staffNamed,
  clinicFor,
}, info) => {
  const clinic = await clinicFor({ ar: 'bones', en: 'ecg', proxy: 'internal' })
  const manager = await staffNamed('manager')
  const context = await browser.newContext({ baseURL: baseURL ?? '' })
  const screen = await deviceAt(context, `/${language}/tv`, wall)
  for (const each of [wordsOf('ar'), wordsOf('en')]) {
    await expect(screen.getByText(each('devices.pairing.heading'))).toBeVisible()
    await expect(screen.getByText(each('devices.pairing.waiting'))).toBeVisible()
  }
  const code = await codeOn(screen)
  await expectAccessible(screen)

  // With the keyboard only, as the manager of the branch.
  const label = `${screenNames[language]} ${info.project.name} ${code.slice(0, 4)}`
  await signInTo(page.context(), 'manager')
  await page.goto(`/${language}/admin/devices`)
  await page.getByRole('button', { name: words('devices.add.action') }).press('Enter')
  await expect(page.getByLabel(words('devices.add.code'))).toBeFocused()
  await page.keyboard.type('AAAA AAAA')
  await page.getByLabel(words('devices.add.label')).fill(label)
  await page.keyboard.press('Enter')
  await expect(page.getByText(words('errors.pairing_not_found'))).toBeVisible()
  await page.getByLabel(words('devices.add.code')).fill(code.toLowerCase())
  await page.keyboard.press('Enter')
  await expect(page.getByText(words('devices.add.done'))).toBeVisible()
  const row = page.getByRole('row', { name: label })
  await expect(row).toBeVisible()
  const device = await database.device(label)
  expect(device).toMatchObject({ kind: 'display', branch: 'main', revoked: false, keptSecret: 32 })
  expect(await database.audited(device.id)).toEqual(['device.pair'])

  await expect(screen.getByText(wordsOf('ar')('tv.waiting')).first()).toBeVisible(soon)
  await manager.addWalkIn(clinic.slug)
  const called = await manager.callNext(clinic.slug, clinic.room)
  await expect(screen.getByText(called.code).first()).toBeVisible(soon)
  // The pairing survives a restart of the device.
  await screen.reload()
  await expect(screen.getByText(called.code).first()).toBeVisible(soon)
  await expect(async () => {
    await page.reload()
    await expect(row.getByText(words('devices.state.present'), { exact: true })).toBeVisible({ timeout: 1_000 })
  }).toPass()
  await expectAccessible(page)

  await row.getByRole('button', { name: words('devices.revoke.actionFor', { label }) }).click()
  await expect(page.getByText(words('devices.revoke.display'))).toBeVisible()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: words('devices.revoke.submit') })
    .click()
  await expect(page.getByText(words('devices.revoke.done'))).toBeVisible()
  await expect(row).toHaveCount(0)
  expect(await codeOn(screen)).not.toBe(code)
  expect(await database.device(label)).toMatchObject({ revoked: true })
  expect(await database.audited(device.id)).toEqual(['device.pair', 'device.revoke'])
  await page.getByRole('link', { name: words('devices.showRevoked') }).click()
  await expect(row.getByText(words('devices.state.revoked'))).toBeVisible()
  await manager.act(called.id, 'start')
  await manager.act(called.id, 'finish')
  await context.close()
})

test('a screen waiting to be paired survives a lost network @once', async ({ browser, baseURL, language, words }) => {
  const context = await browser.newContext({ baseURL: baseURL ?? '' })
  const screen = await deviceAt(context, `/${language}/tv`, wall)
  const code = await codeOn(screen)
  await goOffline(context)
  await expect(screen.getByText(words('devices.pairing.offline'))).toBeVisible({ timeout: 20_000 })
  await context.setOffline(false)
  await expect(screen.getByText(words('devices.pairing.waiting'))).toBeVisible({ timeout: 20_000 })
  expect(await codeOn(screen)).toBe(code)
  await context.close()
})

test('a tablet is enrolled by its code, and shows a new one after it is revoked', async ({
  page,
  browser,
  baseURL,
  language,
  words,
  database,
}) => {
  const context = await browser.newContext({ baseURL: baseURL ?? '' })
  const tablet = await deviceAt(context, `/${language}/tablet`, { width: 820, height: 1180 })
  const code = await codeOn(tablet)
  await expectAccessible(tablet)
  await signInTo(page.context(), 'owner')
  const label = `Tablet ${code}`
  await page.request.post('/api/v1/devices', { data: { code, label, branch: 'main' } })
  await expect(tablet.getByRole('heading', { name: words('devices.tabletPage.readyTitle') })).toBeVisible(soon)
  await expect(tablet.getByText(label)).toBeVisible()
  await expectAccessible(tablet)
  const { id } = await database.device(label)
  await page.request.post(`/api/v1/devices/${id}/revoke`)
  expect(await codeOn(tablet)).not.toBe(code)
  await context.close()
})

test("a program's token is created, shown once, used and revoked", async ({ page, language, words, database }) => {
  const name = `${resultNames[language]} ${Date.now()}`
  await page.setViewportSize({ width: 390, height: 844 })
  await signInTo(page.context(), 'owner')
  await page.goto(`/${language}/admin/software`)
  await page.getByRole('button', { name: words('software.make.action') }).click()
  await expect(page.getByLabel(words('software.make.name'))).toBeFocused()
  await page.getByRole('button', { name: words('software.make.submit') }).click()
  await expect(page.getByText(words('software.make.nameMissing'))).toBeVisible()
  await page.getByLabel(words('software.make.name')).fill(name)
  await page.getByRole('button', { name: words('software.make.submit') }).click()
  await expect(page.getByText(words('software.make.scopesMissing'))).toBeVisible()
  await page.getByLabel(words('software.scope.queue.read')).check()
  await expectAccessible(page)
  await page.getByRole('button', { name: words('software.make.submit') }).click()

  await expect(page.getByRole('heading', { name: words('software.made.title', { name }) })).toBeFocused()
  await expectAccessible(page)
  const token = await page.getByText(/^dawr_/).textContent()
  const { id, scopes, keptSecret } = await database.token(name)
  expect({ scopes, keptSecret }).toEqual({ scopes: ['queue.read'], keptSecret: 32 })
  const access = await page.request.post('/api/v1/token', { data: { token } })
  const { accessToken } = (await access.json()) as { accessToken: string }
  const program = { headers: { authorization: `Bearer ${accessToken}` } }
  expect((await page.request.get('/api/v1/queues/lab/line', program)).status()).toBe(200)
  await page.getByRole('button', { name: words('software.made.kept') }).click()
  await page.reload()
  expect(await page.content()).not.toContain(token?.slice(-43))

  await page.getByRole('button', { name: words('software.revoke.actionFor', { name }) }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: words('software.revoke.submit') })
    .click()
  await expect(page.getByText(words('software.revoke.done'))).toBeVisible()
  expect((await page.request.get('/api/v1/queues/lab/line', program)).status()).toBe(401)
  expect(await database.audited(id)).toEqual(['api_token.create', 'api_token.use', 'api_token.revoke'])
})

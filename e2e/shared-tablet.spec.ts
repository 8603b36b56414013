import type { BrowserContext, Page } from 'playwright/test'
import { addColleague, chooseOwnPassword, fillSignIn, signInAs, signInTo } from './fixtures/sign-in'
import { expect, test } from './fixtures/test'
import type { Words } from './fixtures/words'

const ownPassword = 'a window to the garden'

/** Enrols a browser as one of the centre's tablets: it shows a code, and a manager enters it. */
async function enrol(tablet: BrowserContext, manager: BrowserContext, label: string): Promise<void> {
  const asked = await tablet.request.post('/api/v1/device-pairings', { data: { kind: 'tablet' } })
  const { id, code, secret } = (await asked.json()) as { id: string; code: string; secret: string }
  await signInTo(manager, 'manager')
  const paired = await manager.request.post('/api/v1/devices', { data: { code, label, branch: 'main' } })
  expect(paired.status()).toBe(201)
  const state = await tablet.request.get(`/api/v1/device-pairings/${id}`, { headers: { 'X-Pairing-Secret': secret } })
  expect(await state.json()).toMatchObject({ state: 'paired' })
}

async function typePin(page: Page, words: Words, pin: string): Promise<void> {
  const pad = page.getByRole('group', { name: words('accounts.tablet.pad') })
  // Presses keys by position, 1 to 9, then 0, so that the digits may be of either script.
  for (const digit of pin)
    await pad
      .getByRole('button')
      .nth(digit === '0' ? 9 : Number(digit) - 1)
      .click()
}

test('staff take turns on an enrolled tablet with their PINs', async ({ page, browser, language, words, database }) => {
  test.setTimeout(120_000)
  const username = `tablet-${language}`
  const label = `Tablet ${language}`
  const manager = await browser.newContext()
  const tablet = await (await browser.newContext({ reducedMotion: 'reduce' })).newPage()
  await enrol(tablet.context(), manager, label)
  await signInAs(page, words, 'owner', `/${language}/admin/staff`)
  const given = await addColleague(page, words, { username, displayName: 'هند Rashid', role: 'clerk' })

  // No account is known on this tablet yet, so it asks for a password.
  await tablet.goto(`/${language}/account`)
  await fillSignIn(tablet, words, username, given)
  await chooseOwnPassword(tablet, words, given, ownPassword)
  await tablet.waitForURL(/\/account$/)
  await tablet.getByRole('button', { name: words('accounts.account.setPin') }).click()
  const dialog = tablet.getByRole('dialog')
  const pin = dialog.getByLabel(words('accounts.account.newPin'))
  await dialog.getByLabel(words('accounts.account.yourPassword'), { exact: true }).fill(ownPassword)
  // S8: hidden while it is typed, unless the person wants to see it.
  await expect(pin).toHaveAttribute('type', 'password')
  await dialog.getByRole('button', { name: words('accounts.account.showPin') }).click()
  await expect(pin).toHaveAttribute('type', 'text')
  await pin.fill('123456')
  await dialog.getByRole('button', { name: words('accounts.account.savePin') }).click()
  await expect(dialog.getByText(words('accounts.account.pinTrivial'))).toBeVisible()
  await pin.fill('٨٠٣٥١٧')
  await dialog.getByRole('button', { name: words('accounts.account.savePin') }).click()
  await expect(dialog).toBeHidden()

  await tablet
    .getByRole('button', { name: words('accounts.signOut.action') })
    .first()
    .click()
  await tablet.waitForURL(/\/sign-in/)
  await tablet.getByRole('button', { name: 'هند Rashid' }).click()
  const pad = tablet.getByRole('group', { name: words('accounts.tablet.pad') })
  await expect(pad).toBeVisible()
  const topOfPad = () => pad.evaluate((it) => it.getBoundingClientRect().top + window.scrollY)
  const before = await topOfPad()
  await typePin(tablet, words, '803518')
  await expect(tablet.getByText(words('accounts.tablet.wrongPin'))).toBeVisible()
  // The keys stay in place.
  expect(await topOfPad()).toBe(before)
  await typePin(tablet, words, '803517')
  await tablet.waitForURL(/\/console/)
  await expect
    .poll(async () => (await database.account(username)).openSessions)
    .toEqual([{ method: 'pin', device: label }])

  // The same with a keyboard; password sign-in is always available.
  await tablet.goto(`/${language}/account`)
  await tablet
    .getByRole('button', { name: words('accounts.signOut.action') })
    .first()
    .click()
  await tablet.getByRole('button', { name: 'هند Rashid' }).click()
  await tablet.getByRole('button', { name: words('accounts.tablet.withPassword') }).click()
  await expect(tablet.getByLabel(words('accounts.signIn.username'))).toBeVisible()
  await tablet.getByRole('button', { name: words('accounts.signIn.choosePerson') }).click()
  await tablet.getByRole('button', { name: 'هند Rashid' }).click()
  await expect(tablet.getByRole('group', { name: words('accounts.tablet.pad') })).toBeVisible()
  await tablet.keyboard.type('803517')
  await tablet.waitForURL(/\/console/)
  await manager.close()
  await tablet.context().close()
})

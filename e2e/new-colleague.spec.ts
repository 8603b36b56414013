import { generateSync } from 'otplib'
import type { Page } from 'playwright/test'
import { addColleague, chooseOwnPassword, fillSignIn, signInAs, signInTo } from './fixtures/sign-in'
import { expect, test } from './fixtures/test'

const ownPassword = 'a window to the garden'
const arabicDigits = (code: string) => code.replace(/\d/g, (digit) => '٠١٢٣٤٥٦٧٨٩'[Number(digit)] ?? digit)

/** A code of the authenticator app, of this time step or the next, which is accepted too. */
function codeOf(secret: string, steps = 0): string {
  return generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + steps * 30 })
}

test('a new member of staff chooses a password, turns on two-factor sign-in, uses it, and is signed out when deactivated', async ({
  page,
  browser,
  language,
  words,
  database,
}) => {
  test.setTimeout(120_000)
  const username = `clerk-${language}`
  await signInAs(page, words, 'owner', `/${language}/admin/staff`)
  const given = await addColleague(page, words, { username, displayName: 'ليلى Nasser', role: 'clerk' })
  expect(await database.account(username)).toMatchObject({
    status: 'active',
    mustChangePassword: true,
    secondFactor: false,
    roles: ['clerk@main'],
  })

  const colleague = await (await browser.newContext({ reducedMotion: 'reduce' })).newPage()
  await colleague.goto(`/${language}/account`)
  await fillSignIn(colleague, words, username, given)
  await chooseOwnPassword(colleague, words, given, ownPassword)
  await colleague.waitForURL(/\/account$/)
  expect(await database.account(username)).toMatchObject({ mustChangePassword: false })

  await colleague.getByRole('button', { name: words('accounts.account.turnOn'), exact: true }).click()
  const ask = colleague.getByRole('dialog')
  await ask.getByLabel(words('accounts.account.yourPassword'), { exact: true }).fill(ownPassword)
  await ask.getByRole('button', { name: words('accounts.account.continue') }).click()
  await expect(colleague.getByRole('img', { name: words('accounts.enrol.picture') })).toBeVisible()
  const secret = ((await colleague.locator('p[translate=no]').textContent()) ?? '').replaceAll(' ', '')
  await colleague.getByLabel(words('accounts.enrol.code')).fill(codeOf(secret))
  await colleague.getByRole('button', { name: words('accounts.enrol.confirm') }).click()
  const codes = colleague.getByRole('main').locator('ul[translate=no] li')
  await expect(codes).toHaveCount(10)
  const recoveryCode = (await codes.first().textContent()) ?? ''
  await colleague.getByRole('button', { name: words('accounts.recovery.kept') }).click()
  await expect(codes).toHaveCount(0)
  expect(await database.account(username)).toMatchObject({ secondFactor: true })

  // Signs out, and in with the app; the code is typed on an Arabic keyboard.
  await colleague.goto(`/${language}/account`)
  await colleague
    .getByRole('button', { name: words('accounts.signOut.action') })
    .first()
    .click()
  await colleague.waitForURL(/\/sign-in/)
  await fillSignIn(colleague, words, username, ownPassword)
  const code = colleague.getByLabel(words('accounts.secondStep.code'))
  await code.fill(arabicDigits(codeOf(secret, 1)))
  await colleague.waitForURL(/\/console/)
  await expect
    .poll(async () => (await database.account(username)).openSessions)
    .toEqual([{ method: 'password_totp', device: null }])

  // Signs out again, and in with a recovery code, which works once.
  await colleague.goto(`/${language}/account`)
  await colleague
    .getByRole('button', { name: words('accounts.signOut.action') })
    .first()
    .click()
  await colleague.waitForURL(/\/sign-in/)
  await fillSignIn(colleague, words, username, ownPassword)
  await colleague.getByRole('button', { name: words('accounts.secondStep.useRecovery') }).click()
  await colleague.getByLabel(words('accounts.secondStep.recoveryCode')).fill(recoveryCode.toLowerCase())
  await colleague.getByRole('button', { name: words('accounts.secondStep.submit') }).click()
  await colleague.waitForURL(/\/console/)
  await colleague.getByRole('main').getByRole('button').first().click()
  await expect(colleague.getByRole('button', { name: words('console.action.callNext') })).toBeVisible()

  await page.getByRole('link', { name: username }).click()
  await page.getByRole('button', { name: words('accounts.staff.deactivate'), exact: true }).click()
  const sure = page.getByRole('dialog')
  await sure.getByLabel(words('accounts.staff.reason')).fill('left the centre')
  await sure.getByRole('button', { name: words('accounts.staff.deactivate'), exact: true }).click()
  await expect(page.getByText(words('accounts.staff.noAccessText'))).toBeVisible()
  await colleague.waitForURL(/\/sign-in/, { timeout: 8_000 })
  await fillSignIn(colleague, words, username, ownPassword)
  await expect(colleague.getByText(words('errors.wrong_credentials'))).toBeVisible()

  const { id, status, openSessions } = await database.account(username)
  expect({ status, openSessions }).toEqual({ status: 'inactive', openSessions: [] })
  const audited = await database.audited(id)
  for (const action of ['account.create', 'account.change_password', 'account.deactivate', 'session.open'])
    expect(audited).toContain(action)
  await colleague.context().close()
})

test('an owner gives a role and the console opens @once', async ({ page, browser, language, words, database }) => {
  test.setTimeout(120_000)
  const username = `accountant-${language}`
  await signInAs(page, words, 'owner', `/${language}/admin/staff`)
  const given = await addColleague(page, words, { username, displayName: 'Omar K.', role: 'accountant' })

  const colleague = await (await browser.newContext({ reducedMotion: 'reduce' })).newPage()
  await colleague.goto(`/${language}/account`)
  await fillSignIn(colleague, words, username, given)
  await chooseOwnPassword(colleague, words, given, ownPassword)
  await colleague.waitForURL(/\/account$/)
  const sections = colleague.getByRole('navigation', { name: words('admin.nav.label') })
  await expect(sections.getByRole('link', { name: words('admin.nav.audit') })).toBeVisible()
  await expect(sections.getByRole('link', { name: words('admin.nav.staff') })).toHaveCount(0)
  await colleague.goto(`/${language}/admin/staff`)
  await expect(colleague.getByText(words('admin.notFound.title'))).toBeVisible()
  const refused = await colleague.request.get('/api/v1/queues/dental/line')
  expect(refused.status()).toBe(403)

  await page.getByRole('searchbox').fill(username)
  await page.waitForURL(new RegExp(`q=${username}`))
  await page.getByRole('link', { name: username }).click()
  await page.getByRole('button', { name: words('accounts.staff.changeRoles') }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: words('accounts.staff.addAnotherRole') }).click()
  await dialog.getByLabel(words('accounts.staff.role'), { exact: true }).nth(1).selectOption('clerk')
  await dialog.getByRole('button', { name: words('accounts.staff.saveRoles') }).click()
  await expect(page.getByText(words('accounts.roles.clerk')).first()).toBeVisible()
  expect(await database.account(username)).toMatchObject({ roles: ['accountant@main', 'clerk@main'] })

  // The same session, without signing in again.
  await colleague.goto(`/${language}/console`)
  await colleague.getByRole('main').getByRole('button').first().click()
  await expect(colleague.getByRole('button', { name: words('console.action.callNext') })).toBeVisible()
  expect((await colleague.request.get('/api/v1/queues/dental/line')).status()).toBe(200)
  await colleague.context().close()
})

test("a colleague's earlier change is shown, not overwritten, and the typed text stays @once", async ({
  page,
  language,
  words,
  browser,
  database,
}) => {
  const username = `renamed-${language}`
  await signInAs(page, words, 'owner', `/${language}/admin/staff`)
  await addColleague(page, words, { username, displayName: 'Before', role: 'sales' })
  await page.getByRole('link', { name: username }).click()
  await page.getByRole('button', { name: words('accounts.staff.rename') }).click()
  const { id } = await database.account(username)
  const other = await browser.newContext()
  await signInTo(other, 'admin')
  const renamed = await other.request.post(`/api/v1/staff/${id}/rename`, {
    data: { displayName: 'By the other', version: 1 },
  })
  expect(renamed.status()).toBe(200)
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(words('accounts.staff.displayName')).fill('By me')
  await dialog.getByRole('button', { name: words('accounts.staff.saveName') }).click()
  await expect(page.getByText(words('accounts.staff.changedMeanwhile'))).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('By the other')
  await expect(dialog.getByLabel(words('accounts.staff.displayName'))).toHaveValue('By me')
  await other.close()
})

/** S8: on a phone the staff are a list of short lines. */
async function expectShortOnPhone(page: Page): Promise<void> {
  const before = page.viewportSize()
  await page.setViewportSize({ width: 390, height: 844 })
  await expect.poll(async () => (await page.getByRole('table').boundingBox())?.height).toBeLessThanOrEqual(50 * 80)
  if (before) await page.setViewportSize(before)
}

test('a list of a thousand people is paged, and one of them is found by search @once', async ({
  page,
  language,
  words,
  database,
}) => {
  const prefix = `zz-${language}-`
  await database.addCrowd(prefix, 1000)
  await signInAs(page, words, 'owner', `/${language}/admin/staff`)
  // The new people are at the end of the list: start right before it, like a later page.
  await page.goto(`/${language}/admin/staff?after=${prefix}`)
  const rows = page.getByRole('rowheader')
  for (const first of ['0001', '0051', '0101']) {
    await expect(rows.first()).toContainText(`${prefix}${first}`)
    await expect(rows).toHaveCount(50)
    await page.getByRole('link', { name: words('shell.office.next'), exact: true }).click()
  }
  await expect(rows.first()).toContainText(`${prefix}0151`)
  await expectShortOnPhone(page)
  await page.getByRole('searchbox').fill(`${prefix}0987`)
  await expect(rows).toHaveCount(1)
  await expect(rows.first()).toContainText('Person 987')
  await expect(page).toHaveURL(/q=zz/)

  // Filters live in the address, so a shared address shows the same list.
  await page.getByLabel(words('accounts.staff.state')).selectOption('false')
  await expect(page.getByText(words('accounts.staff.noneFound'))).toBeVisible()
  await page.reload()
  await expect(page.getByText(words('accounts.staff.noneFound'))).toBeVisible()
  await page.getByRole('button', { name: words('accounts.staff.showAll') }).click()
  await expect(page).toHaveURL(/\/admin\/staff$/)
  await expect(rows).toHaveCount(50)
})

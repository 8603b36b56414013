import { readFileSync } from 'node:fs'
import { expectAccessible } from './fixtures/accessible'
import { signInTo } from './fixtures/sign-in'
import { expect, test } from './fixtures/test'

test('a record is created, found by its phone number, changed, exported and erased', async ({
  page,
  language,
  words,
}) => {
  const phone = `05${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await signInTo(page.context(), 'owner')
  await page.goto(`/${language}/admin/persons`)
  const value = page.getByRole('textbox', { name: words('persons.search.value') })
  const search = async (typed: string): Promise<void> => {
    await value.fill(typed)
    await value.press('Enter')
  }
  await search('123')
  await expect(page.getByText(words('persons.search.notPhone'))).toBeVisible()
  await search(phone)
  await expect(page.getByText(words('persons.search.noneTitle'))).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('button', { name: words('persons.add.action') }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByLabel(words('persons.field.phone'))).toHaveValue(phone)
  await dialog.getByLabel(words('persons.field.name')).fill('سارة العتيبي')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: words('persons.add.submit'), exact: true }).click()
  await expect(page.getByRole('heading', { name: 'سارة العتيبي' })).toBeVisible()
  // S8: a record without a visit has no last visit.
  await expect(page.getByRole('definition').filter({ hasText: words('persons.visits.none') })).toBeVisible()
  // No address contains personal data.
  expect(page.url()).toMatch(/\/persons\/[0-9a-f-]{36}$/)

  await page.getByRole('button', { name: words('persons.edit.action') }).click()
  await dialog.getByLabel(words('persons.field.notes')).fill('حساسية\nمن البنسلين')
  await dialog.getByRole('button', { name: words('persons.edit.submit') }).click()
  await expect(page.getByText('من البنسلين')).toBeVisible()
  await expectAccessible(page)

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: words('persons.export.action') }).click(),
  ])
  const document = JSON.parse(readFileSync(await download.path(), 'utf8')) as { person: { phone: string } }
  expect(document.person.phone).toBe(`+966${phone.slice(1)}`)

  await page
    .getByRole('link', { name: words('persons.back') })
    .first()
    .click()
  await search(phone)
  await page.getByRole('link', { name: words('persons.search.open') }).click()
  await page.getByRole('button', { name: words('persons.erase.action') }).click()
  await dialog.getByRole('button', { name: words('persons.erase.submit') }).click()
  await expect(dialog.getByText(words('persons.erase.reasonMissing'))).toBeVisible()
  await dialog.getByLabel(words('persons.erase.reason')).fill('asked to be forgotten')
  await dialog.getByRole('checkbox').check()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: words('persons.erase.submit') }).click()
  await expect(page.getByText(words('persons.erased.title'))).toBeVisible()
  await expect(page.getByRole('main').getByText('سارة العتيبي')).toHaveCount(0)
  await expectAccessible(page)
})

test('a clerk sees records but may not change or erase them @once', async ({ page, language, words }) => {
  await signInTo(page.context(), 'lab')
  await page.goto(`/${language}/admin/persons`)
  await expect(page.getByRole('textbox', { name: words('persons.search.value') })).toBeVisible()
  await expect(page.getByRole('button', { name: words('persons.add.action') })).toHaveCount(0)
})

import { expectAccessible } from './fixtures/accessible'
import { signInTo } from './fixtures/sign-in'
import { expectSpaces } from './fixtures/spaces'
import { expect, test } from './fixtures/test'

test('the manager finds who cancelled a turn, its previous state and its whole history', async ({
  page,
  language,
  words,
  clinicFor,
  staffNamed,
}) => {
  const clinic = await clinicFor({ ar: 'audio', en: 'bones' })
  const reception = await staffNamed('reception')
  const ticket = await reception.addWalkIn(clinic.slug, { holderName: 'منى العتيبي' })
  await reception.act(ticket.id, 'hold')
  await reception.act(ticket.id, 'cancel')
  await signInTo(page.context(), 'manager')

  await page.goto(`/${language}/admin/audit`)
  await page.getByLabel(words('audit.filters.what')).selectOption('ticket.cancel')
  await page.getByRole('button', { name: words('audit.filters.apply') }).click()
  await expect(page).toHaveURL(/action=ticket\.cancel/)
  const row = page.getByRole('row').filter({ hasText: ticket.code }).first()
  await expect(row).toContainText(words('audit.actions.ticket.cancel'))

  // With the keyboard only. S8: the columns stay where they are.
  const columns = async () =>
    (await Promise.all((await row.getByRole('cell').all()).slice(0, 3).map((it) => it.boundingBox()))).map((box) => [
      box?.x,
      box?.width,
    ])
  const closed = await columns()
  await row.locator('summary').focus()
  await page.keyboard.press('Enter')
  expect(await columns()).toEqual(closed)
  await expectSpaces(page)
  const change = row.getByRole('row', { name: words('audit.fields.state') })
  await expect(change).toContainText(words('audit.values.on_hold'))
  await expect(change).toContainText(words('audit.values.cancelled'))
  await expectAccessible(page)

  await row.getByRole('link').first().click()
  await expect(page).toHaveURL(new RegExp(`subject=${ticket.id}`))
  const told = page.getByRole('rowheader').locator('p:first-child')
  await expect(told).toHaveText(['cancel', 'hold', 'join'].map((verb) => words(`audit.actions.ticket.${verb}`)))
  await expect(page.getByRole('main')).not.toContainText('منى')
  await expectSpaces(page)

  await page.getByRole('link', { name: words('audit.filters.clear') }).click()
  await expect(page).toHaveURL(/\/admin\/audit\?branch=main$/)
})

test('on a phone the search form is collapsed, and an empty result says so', async ({ page, language, words }) => {
  await signInTo(page.context(), 'manager')
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`/${language}/admin/audit?to=2020-01-01`)
  await expect(page.getByRole('heading', { name: words('audit.empty.searchTitle') })).toBeVisible()
  await expect(page.getByLabel(words('audit.filters.to'))).toBeHidden()
  await page.getByRole('button', { name: words('audit.filters.show') }).click()
  await expect(page.getByLabel(words('audit.filters.to'))).toHaveValue('2020-01-01')
})

import type { Page } from 'playwright/test'
import { takeTurn } from './fixtures/staff'
import { expect, test } from './fixtures/test'
import type { Words } from './fixtures/words'

/** Presses the main button of a clinic's page and returns the code shown by the visit. */
async function joinBy(page: Page, words: Words): Promise<string> {
  await page.getByRole('button', { name: words('visitor.join.take') }).click()
  await page.waitForURL(/\/visit\/[A-Za-z0-9_-]{22}$/)
  return codeOn(page)
}

async function codeOn(page: Page): Promise<string> {
  const code = page
    .getByRole('main')
    .locator('bdi[dir=ltr]')
    .filter({ hasText: /^[A-Z]{1,3}\d{3,}$/ })
    .first()
  await expect(code).toBeVisible()
  return (await code.textContent()) ?? ''
}

test('S5: a visitor picks a clinic, gets a number, sees the call within a second, and then other clinics @proxy', async ({
  page,
  language,
  words,
  database,
  staffNamed,
  clinicFor,
}) => {
  const clinic = await clinicFor({ ar: 'eyes', en: 'ent', proxy: 'bones' })
  await page.goto(`/${language}`)
  await page.getByRole('link', { name: clinic.name }).first().click()
  await expect(page.getByRole('heading', { name: clinic.name })).toBeVisible()
  const code = await joinBy(page, words)
  expect(await database.ticket(code)).toMatchObject({ state: 'waiting', service: clinic.slug })

  const clerk = await staffNamed(clinic.slug)
  let called = await clerk.callNext(clinic.slug, clinic.room)
  while (called.code !== code) {
    await clerk.act(called.id, 'no-answer')
    called = await clerk.callNext(clinic.slug, clinic.room)
  }
  await expect(page.getByText(words('visitor.visit.calledTitle')).first()).toBeVisible({ timeout: 1_000 })
  await expect(page).toHaveTitle(new RegExp(code))

  await clerk.act(called.id, 'start')
  await expect(page.getByText(words('visitor.visit.inService')).first()).toBeVisible({ timeout: 1_000 })
  await expect(page.locator('[aria-pressed]')).toHaveCount(0)
  await clerk.act(called.id, 'finish')
  await expect(page.getByText(words('visitor.visit.completed')).first()).toBeVisible({ timeout: 1_000 })
  expect(await database.history(code)).toEqual(['join', 'call', 'start', 'finish'])
  await expect(page.getByRole('main').getByRole('link')).toHaveText([words('visitor.visit.another')])
})

test('a visitor who returns to the clinic sees the waiting ticket and gets no second one @once', async ({
  page,
  language,
  words,
  database,
  clinicFor,
}) => {
  const clinic = await clinicFor({ ar: 'surgery', en: 'psychiatry' })
  await page.goto(`/${language}/join/${clinic.slug}`)
  const code = await joinBy(page, words)
  const before = await database.issued(clinic.slug)

  await page.goto(`/${language}/join/${clinic.slug}`)
  await expect(page.getByRole('heading', { name: words('visitor.join.already') })).toBeVisible()
  await page.getByRole('link', { name: words('visitor.join.follow') }).click()
  await page.waitForURL(/\/visit\//)
  expect(await codeOn(page)).toBe(code)
  expect(await database.issued(clinic.slug)).toBe(before)
})

test('the number of people ahead falls as they are called, and the page survives a reload @once', async ({
  page,
  baseURL,
  language,
  words,
  staffNamed,
  clinicFor,
}) => {
  const clinic = await clinicFor({ ar: 'derma', en: 'audio' })
  const clerk = await staffNamed(clinic.slug)
  for (let i = 0; i < 2; i++) await takeTurn(baseURL ?? '', clinic.slug)
  await page.goto(`/${language}/join/${clinic.slug}`)
  await joinBy(page, words)
  const ahead = (count: number) =>
    page.getByText(words('visitor.visit.ahead', { count, n: inDigits(count, language) })).first()
  await expect(ahead(2)).toBeVisible()

  const first = await clerk.callNext(clinic.slug, clinic.room)
  await expect(ahead(1)).toBeVisible({ timeout: 1_000 })
  await page.reload()
  await expect(ahead(1)).toBeVisible()
  await clerk.act(first.id, 'undo')
  await expect(ahead(2)).toBeVisible({ timeout: 1_000 })
})

test('a visitor leaves the line after confirming', async ({ page, language, words, database, clinicFor }) => {
  const clinic = await clinicFor({ ar: 'dental', en: 'ecg' })
  await page.goto(`/${language}/join/${clinic.slug}`)
  const code = await joinBy(page, words)
  await page.getByRole('button', { name: words('visitor.visit.leave') }).click()
  await page.getByRole('button', { name: words('visitor.visit.leaveNo') }).click()
  expect(await database.ticket(code)).toMatchObject({ state: 'waiting' })
  await page.getByRole('button', { name: words('visitor.visit.leave') }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: words('visitor.visit.leaveYes') })
    .click()
  await expect(page.getByText(words('visitor.visit.cancelled')).first()).toBeVisible()
  expect(await database.ticket(code)).toMatchObject({ state: 'cancelled' })
})

test('the secret link opens the same visit on another phone, and a wrong link says so', async ({
  page,
  browser,
  baseURL,
  language,
  words,
  clinicFor,
}) => {
  const clinic = await clinicFor({ ar: 'women_eyes', en: 'women_derma' })
  await page.goto(`/${language}/join/${clinic.slug}`)
  const code = await joinBy(page, words)

  const other = await browser.newContext({ ...(baseURL && { baseURL }) })
  const companion = await other.newPage()
  await companion.goto(page.url())
  expect(await codeOn(companion)).toBe(code)
  await companion.goto(`/${language}/visit/AAAAAAAAAAAAAAAAAAAAAA`)
  await expect(companion.getByText(words('visitor.visit.notFoundTitle'))).toBeVisible()
  await other.close()
})

function inDigits(count: number, language: 'ar' | 'en'): string {
  return new Intl.NumberFormat(language === 'ar' ? 'ar-u-nu-arab' : 'en').format(count)
}

import type { Page } from 'playwright/test'
import { signInTo } from './fixtures/sign-in'
import { takeTurn } from './fixtures/staff'
import { expect, test } from './fixtures/test'

const stream = '**/api/v1/events/stream*'

/** Like a proxy that accepts the request for the stream and passes nothing of the answer. */
async function swallowStream(page: Page): Promise<void> {
  await page.route(stream, () => new Promise(() => undefined))
}

/** Removes the proxy; a change of the network makes the page reconnect at once. */
async function letThrough(page: Page): Promise<void> {
  await page.unroute(stream)
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
}

test('when no stream events arrive, the console polls and says so, and returns to the stream @once', async ({
  page,
  baseURL,
  language,
  words,
  clinicFor,
}) => {
  const clinic = await clinicFor({ ar: 'lab', en: 'lab' })
  await swallowStream(page)
  await signInTo(page.context(), clinic.slug)
  await page.goto(`/${language}/console`)
  await page.getByRole('button').filter({ hasText: clinic.name }).first().click()
  await expect(page.getByText(words('console.header.polling'))).toBeVisible({ timeout: 20_000 })
  const ticket = await takeTurn(baseURL ?? '', clinic.slug)
  await expect(page.getByText(ticket.code).first()).toBeVisible({ timeout: 20_000 })
  await letThrough(page)
  await expect(page.getByText(words('console.header.live'), { exact: true })).toBeAttached({ timeout: 20_000 })
})

test('when no stream events arrive, a phone polls its turn and says so, and returns to the stream @once', async ({
  page,
  baseURL,
  language,
  words,
  staffNamed,
}) => {
  const manager = await staffNamed('manager')
  const { id, link } = await takeTurn(baseURL ?? '', 'xray')
  await swallowStream(page)
  await page.goto(`/${language}${link}`)
  await expect(page.getByText(words('shell.connection.polling'))).toBeVisible({ timeout: 20_000 })
  await manager.act(id, 'cancel')
  await expect(page.getByText(words('visitor.visit.cancelled')).first()).toBeVisible({ timeout: 30_000 })
  await letThrough(page)
  await expect(page.getByText(words('shell.connection.polling'))).toHaveCount(0, { timeout: 20_000 })
})

test('when no stream events arrive, the hall screen polls and says so, and returns to the stream @once', async ({
  page,
  language,
  words,
  staffNamed,
  clinicFor,
}) => {
  const clinic = await clinicFor({ ar: 'internal', en: 'internal' })
  const manager = await staffNamed('manager')
  await swallowStream(page)
  await page.goto(`/${language}/tv/main`)
  await expect(page.getByText(words('tv.polling'))).toBeVisible({ timeout: 20_000 })
  await manager.addWalkIn(clinic.slug)
  const called = await manager.callNext(clinic.slug, clinic.room)
  await expect(page.getByText(called.code).first()).toBeVisible({ timeout: 20_000 })
  await letThrough(page)
  await expect(page.getByText(words('tv.live'))).toBeVisible({ timeout: 20_000 })
})

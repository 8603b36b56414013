import type { Page } from 'playwright/test'
import { goOffline } from './fixtures/network'
import { expect, test } from './fixtures/test'

async function serviceWorkerReady(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
}

test('Dawr can be installed: a manifest with its icons, and a service worker @once', async ({
  page,
  request,
  language,
}) => {
  await page.goto(`/${language}`)
  const address = await page.locator('link[rel=manifest]').getAttribute('href')
  const manifest = (await (await request.get(address ?? '')).json()) as {
    name: string
    display: string
    start_url: string
    icons: { src: string; sizes: string; purpose?: string }[]
  }
  expect(manifest.display).toBe('standalone')
  for (const size of ['192x192', '512x512']) {
    const icons = manifest.icons.filter((icon) => icon.sizes === size)
    expect(icons.length).toBeGreaterThan(0)
    for (const icon of icons) expect((await request.get(icon.src)).status()).toBe(200)
  }
  expect(manifest.icons.some((icon) => icon.purpose?.includes('maskable'))).toBe(true)
  await serviceWorkerReady(page)
})

test('a visit opens offline with its last known state, says so, and recovers by itself', async ({
  page,
  context,
  language,
  words,
  clinicFor,
}) => {
  const clinic = await clinicFor({ ar: 'ecg', en: 'eyes' })
  await page.goto(`/${language}`)
  await serviceWorkerReady(page)
  await page.goto(`/${language}/join/${clinic.slug}`)
  await page.getByRole('button', { name: words('visitor.join.take') }).click()
  await page.waitForURL(/\/visit\//)
  const code = page
    .getByRole('main')
    .locator('bdi[dir=ltr]')
    .filter({ hasText: /^[A-Z]{1,3}\d{3,}$/ })
    .first()
  await expect(code).toBeVisible()
  const known = (await code.textContent()) ?? ''

  await goOffline(context)
  await page.reload()
  await expect(code).toHaveText(known)
  await expect(page.getByText(words('shell.offline.title')).first()).toBeVisible()
  await context.setOffline(false)
  await expect(page.getByRole('button', { name: words('visitor.visit.leave') })).toBeVisible({ timeout: 40_000 })
  await expect(code).toHaveText(known)
})

test('an installed app that starts offline uses the last language', async ({ page, context, words, language }) => {
  await page.goto(`/${language}`)
  await serviceWorkerReady(page)
  // The first page was there before the service worker.
  await page.reload()
  await goOffline(context)
  await page.goto('/')
  await expect(page.locator('html')).toHaveAttribute('lang', language)
  await expect(page.getByText(words('shell.offline.title')).first()).toBeVisible()
})

test('a turn requested offline is kept on the phone and taken exactly once when the network is back', async ({
  page,
  context,
  language,
  words,
  database,
  clinicFor,
}) => {
  const clinic = await clinicFor({ ar: 'women_derma', en: 'surgery' })
  await page.goto(`/${language}/join/${clinic.slug}`)
  await expect(page.getByRole('button', { name: words('visitor.join.take') })).toBeEnabled()
  const before = await database.issued(clinic.slug)
  await goOffline(context)
  await page.getByRole('button', { name: words('visitor.join.take') }).click()
  await expect(page.getByText(words('visitor.outbox.title')).first()).toBeVisible({ timeout: 20_000 })
  expect(await database.issued(clinic.slug)).toBe(before)
  await context.setOffline(false)
  await page.waitForURL(/\/visit\//, { timeout: 60_000 })
  await expect.poll(() => database.issued(clinic.slug)).toBe(before + 1)
})

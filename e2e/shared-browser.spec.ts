import type { Page } from 'playwright/test'
import { goOffline } from './fixtures/network'
import { signInTo } from './fixtures/sign-in'
import { accountOf } from './fixtures/staff'
import { expect, test } from './fixtures/test'

/** Everything stored in a browser for a site that a page can read, as one text. */
function keptBy(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const kept: string[] = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), document.cookie]
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const request of await cache.keys()) {
        const answer = await cache.match(request)
        kept.push(request.url, (await answer?.text()) ?? '')
      }
    }
    for (const { name } of await indexedDB.databases()) {
      const open = indexedDB.open(name ?? '')
      const database = await new Promise<IDBDatabase>((done, failed) => {
        open.onsuccess = () => done(open.result)
        open.onerror = () => failed(open.error)
      })
      for (const store of database.objectStoreNames) {
        const all = database.transaction(store).objectStore(store).getAll()
        kept.push(await new Promise<string>((done) => (all.onsuccess = () => done(JSON.stringify(all.result)))))
      }
      database.close()
    }
    return kept.join('\n')
  })
}

test('A17: after sign-out a shared browser shows and stores nothing of what was on the screen @once', async ({
  page,
  context,
  language,
  staffNamed,
  clinicFor,
}) => {
  const clinic = await clinicFor({ ar: 'women_internal', en: 'lab' })
  const name = `قنديل الشاهد ${language}`
  await (await staffNamed('manager')).addWalkIn(clinic.slug, { holderName: name })
  await page.goto(`/${language}`)
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => null))
  await signInTo(page.context(), clinic.slug)
  await page.goto(`/${language}/console`)
  await page.getByRole('button').filter({ hasText: clinic.name }).first().click()
  await expect(page.getByText(name).first()).toBeVisible()

  const out = await page.evaluate(async () => (await fetch('/api/v1/session', { method: 'DELETE' })).status)
  expect(out).toBe(200)
  await page.goto(`/${language}/sign-in`)
  await page.goBack()
  await page.waitForURL(/\/sign-in/)
  await expect(page.getByText(name)).toHaveCount(0)

  await goOffline(context)
  for (const path of ['/console', '/visit/of-somebody', '']) {
    await page.goto(`/${language}${path}`)
    await expect(page.locator('main').first()).toBeVisible()
    expect(await page.content()).not.toContain(name)
  }
  const kept = await keptBy(page)
  expect(kept).toContain('/offline')
  for (const secret of [name, accountOf(clinic.slug).password]) expect(kept).not.toContain(secret)
  await context.setOffline(false)
})

test('A17: a page whose path looks like a file is neither served nor cached as one @once', async ({
  page,
  language,
}) => {
  await signInTo(page.context(), 'manager')
  for (const path of ['account/x.css', 'console/x.js', 'console;x.png', 'console%2fx.css', 'admin/staff.css']) {
    const answer = await page.request.get(`/${language}/${path}`, { maxRedirects: 0 })
    expect(answer.headers()['cache-control'] ?? '', path).toMatch(/private|no-store/)
    expect(await answer.text(), path).not.toContain('manager')
  }
  for (const path of ['console', 'account', 'admin/staff']) {
    const html = await page.request.get(`/${language}/${path}`)
    const data = await page.request.get(`/${language}/${path}`, { headers: { rsc: '1' } })
    expect(html.headers()['cache-control'], path).toMatch(/private.*no-store/)
    expect(data.headers()['cache-control'], path).toMatch(/no-store/)
    // A cache keyed by URL must not serve one kind of response for the other.
    expect(html.headers()['vary'], path).toMatch(/rsc/i)
  }
})

import type { Page } from 'playwright/test'
import { signInTo } from './fixtures/sign-in'
import { expect, test } from './fixtures/test'

/** Makes the browser refuse every feature, as with blocked site data, a policy or a full device. */
async function refuseEverything(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const refusal = () => new DOMException('The operation is insecure.', 'SecurityError')
    const throwing = () => {
      throw refusal()
    }
    const rejecting = () => Promise.reject(refusal())
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches'])
      Object.defineProperty(window, name, { get: throwing, configurable: true })
    for (const name of ['AudioContext', 'BroadcastChannel', 'Notification'])
      Object.defineProperty(window, name, {
        value: class {
          constructor() {
            throwing()
          }
        },
      })
    for (const [prototype, method] of [
      [LockManager.prototype, 'request'],
      [WakeLock.prototype, 'request'],
      [Clipboard.prototype, 'writeText'],
      [ServiceWorkerContainer.prototype, 'register'],
    ] as const)
      Object.defineProperty(prototype, method, { value: rejecting })
    document.execCommand = throwing
  })
}

test('a visitor takes a turn and is called in a browser that refuses storage, locks and sound @once', async ({
  page,
  language,
  words,
  clinicFor,
  staffNamed,
}) => {
  const clinic = await clinicFor({ ar: 'xray', en: 'xray' })
  await refuseEverything(page)
  await page.goto(`/${language}/join/${clinic.slug}`)
  await page.getByRole('button', { name: words('visitor.join.take') }).click()
  await page.waitForURL(/\/visit\//)
  await expect(page.getByText(words('shell.connection.connecting'))).toHaveCount(0)
  await page.getByRole('button', { name: words('visitor.sound.blocked') }).click()
  const manager = await staffNamed('manager')
  await manager.callNext(clinic.slug, clinic.room)
  await expect(page.getByRole('button', { name: words('visitor.sound.heard') })).toBeVisible()
})

test('the console and the hall screen work in a browser that refuses storage, locks and sound @once', async ({
  page,
  language,
  words,
  clinicFor,
}) => {
  // Emptied, so that nobody is called to its room.
  const clinic = await clinicFor({ ar: 'ecg', en: 'ecg' })
  await refuseEverything(page)
  await signInTo(page.context(), 'manager')
  await page.goto(`/${language}/console`)
  await page.getByRole('button').filter({ hasText: clinic.name }).first().click()
  await expect(page.getByRole('button', { name: words('console.action.callNext') })).toBeVisible()
  await expect(page.getByText(words('console.header.live'), { exact: true })).toBeAttached()
  await page.goto(`/${language}/tv/main`)
  await expect(page.locator('main[data-screen=tv]')).toBeVisible()
})

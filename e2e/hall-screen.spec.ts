import { goOffline } from './fixtures/network'
import { expect, test } from './fixtures/test'
import { wordsOf } from './fixtures/words'

test('the hall screen shows a call in both languages within a second, then the missed call, and never a name @proxy', async ({
  page,
  language,
  staffNamed,
  clinicFor,
}) => {
  const clinic = await clinicFor({ ar: 'psychiatry', en: 'dental', proxy: 'surgery' })
  const reception = await staffNamed('reception')
  const manager = await staffNamed('manager')
  await page.setViewportSize({ width: 1920, height: 1080 })
  await page.goto(`/${language}/tv/main`)
  await expect(page.getByText(wordsOf('en')('tv.waiting')).first()).toBeVisible()

  const ticket = await reception.addWalkIn(clinic.slug, { holderName: 'سالم المرآة', priority: 'emergency' })
  // A screen that is still starting shows the call in its first picture, however late.
  await expect(page.getByText(wordsOf('ar')('tv.live'), { exact: true }).first()).toBeVisible()
  const called = await manager.callNext(clinic.slug, clinic.room)
  expect(called.code).toBe(ticket.code)
  await expect(page.getByText(called.code).first()).toBeVisible({ timeout: 1_000 })
  for (const words of [wordsOf('ar'), wordsOf('en')]) {
    await expect(
      page
        .getByText(words('tv.nowCalling'))
        .or(page.getByText(words('tv.calledAgain')))
        .first(),
    ).toBeVisible()
  }
  await manager.act(called.id, 'no-answer')
  await expect(page.getByText(wordsOf('ar')('tv.missed')).first()).toBeVisible()
  expect(await page.content()).not.toContain('سالم')
})

test('S7: the hall screen keeps its last state when the network is lost, also through a reload, and says so', async ({
  page,
  context,
  language,
  words,
  staffNamed,
  clinicFor,
}) => {
  const clinic = await clinicFor({ ar: 'audio', en: 'derma' })
  const manager = await staffNamed('manager')
  await manager.addWalkIn(clinic.slug)
  await page.goto(`/${language}/tv/main`)
  const called = await manager.callNext(clinic.slug, clinic.room)
  await expect(page.getByText(called.code).first()).toBeVisible()
  // The worker caches the page of a screen that was open before it.
  const isCached = () => page.evaluate(async () => (await caches.match(location.href)) !== undefined)
  await expect.poll(isCached, { timeout: 20_000 }).toBe(true)
  const clock = page.locator('header time')
  await goOffline(context)
  await expect(page.getByText(words('tv.offlineSince')).first()).toBeVisible({ timeout: 60_000 })
  await expect(page.getByText(called.code).first()).toBeVisible()
  const shown = (await clock.textContent()) ?? ''
  await page.reload()
  await expect(page.getByText(words('tv.offlineSince')).first()).toBeVisible({ timeout: 60_000 })
  await expect(page.getByText(called.code).first()).toBeVisible()
  await expect(page.getByRole('main')).toHaveAttribute('data-screen', 'tv')
  // The zone and the digits of the branch, not of the device.
  expect((await clock.textContent())?.slice(0, 2)).toBe(shown.slice(0, 2))
  await context.setOffline(false)
  await manager.act(called.id, 'start')
  await manager.act(called.id, 'finish')
  await expect(page.getByText(words('tv.live')).first()).toBeVisible({ timeout: 40_000 })
})

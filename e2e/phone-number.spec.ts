import { formatsOf } from '@/lib/i18n/formats'
import { expectAccessible } from './fixtures/accessible'
import { goOffline } from './fixtures/network'
import { takeTurn } from './fixtures/staff'
import { expect, test } from './fixtures/test'

const newPhone = (): string => `05${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`

/** The code in the newest message to a number; empty while there is none. */
async function newestCode(phone: string): Promise<string> {
  const answer = await fetch(`${process.env.DAWR_MESSAGES ?? ''}${encodeURIComponent(`+966${phone.slice(1)}`)}`)
  return /\d{6}/.exec(await answer.text())?.[0] ?? ''
}

/** The code for a number, once the job has sent it. */
async function codeFor(phone: string): Promise<string> {
  await expect.poll(() => newestCode(phone)).not.toBe('')
  return newestCode(phone)
}

test('a visitor confirms a phone number on the ticket page: wrong number, wrong code, right code', async ({
  page,
  baseURL,
  language,
  words,
}) => {
  const { link } = await takeTurn(baseURL ?? '', 'vitals')
  const phone = newPhone()
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto(`/${language}${link}`)
  await page.getByRole('button', { name: words('phone.open') }).click()
  const number = page.getByRole('textbox', { name: words('phone.number') })
  await expect(number).toBeFocused()
  await number.fill('123')
  await number.press('Enter')
  await expect(page.getByText(words('phone.numberWrong'))).toBeVisible()
  await expectAccessible(page)

  await number.fill(phone)
  await number.press('Enter')
  const code = page.getByRole('textbox', { name: words('phone.code') })
  await expect(code).toBeFocused()
  const right = await codeFor(phone)
  await code.fill(String((Number(right) + 1) % 1_000_000).padStart(6, '0'))
  await code.press('Enter')
  const four = formatsOf({ locale: language, digits: 'arab', timeZone: 'Asia/Riyadh' }).number(4)
  await expect(page.getByText(words('phone.codeWrong', { left: 4, n: four }))).toBeVisible()
  await expectAccessible(page)
  await expect(page.getByRole('button', { name: words('phone.again') })).toHaveCount(0)

  await code.fill(right)
  await code.press('Enter')
  await expect(page.getByText(words('phone.done'))).toBeVisible()
  await page.reload()
  await expect(page.getByText(words('phone.knownText'))).toBeVisible()
  await expect(page.getByRole('button', { name: words('phone.open') })).toHaveCount(0)
  await expectAccessible(page)
})

test.describe('without a network', () => {
  // The form may have been prefetched before the first press.
  test.use({ serviceWorkers: 'block' })

  test('the phone form says so, and the turn stays', async ({ page, baseURL, language, words, context }) => {
    const { link } = await takeTurn(baseURL ?? '', 'vitals')
    await page.goto(`/${language}${link}`)
    const offer = page.getByRole('button', { name: words('phone.open') })
    await expect(offer).toBeVisible()
    await goOffline(context)
    await offer.click()
    await expect(page.getByText(words('phone.notLoaded'))).toBeVisible()
    await context.setOffline(false)
    await offer.click()
    await expect(page.getByRole('textbox', { name: words('phone.number') })).toBeVisible()
  })
})

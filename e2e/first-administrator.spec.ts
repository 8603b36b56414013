import { startDawr } from '../scripts/servers/dawr.mjs'
import { expect, test } from './fixtures/test'

function setUpPath(said: string): string {
  const path = /\/setup\/[A-Za-z0-9_-]+/.exec(said)?.[0]
  if (!path) throw new Error(`no set-up link in: ${said}`)
  return path
}

test('S4: a server without demonstration data is set up once, through the link it prints', async ({
  page,
  language,
  words,
}) => {
  test.setTimeout(120_000)
  const server = await startDawr({ env: { DEMONSTRATION: 'off', WORKERS: '1' } })
  try {
    const path = setUpPath(server.said())
    expect(server.accounts).toEqual([])
    const home = await page.goto(`${server.url}/${language}`)
    expect(home?.status()).toBe(200)
    await expect(page.getByRole('heading', { name: words('accounts.setup.missing.title') })).toBeVisible()
    await expect(page.getByText('/setup/…')).toBeVisible()
    await page.goto(`${server.url}/${language}${path}`)
    await page.getByRole('button', { name: words('accounts.setup.submit') }).click()
    const required = page.getByText(words('accounts.field.required'))
    await expect(required).toHaveCount(5)
    await page.getByLabel(words('accounts.setup.displayName')).fill('أمل Amal')
    await expect(required).toHaveCount(4)
    await page.getByLabel(words('accounts.setup.username')).fill('amal')
    await page.getByLabel(words('accounts.setup.password'), { exact: true }).fill('a sentence to remember')
    await page.getByLabel(words('accounts.setup.nameAr')).fill('مركز الأمل')
    await page.getByLabel(words('accounts.setup.nameEn')).fill('Hope Centre')
    await page.getByRole('button', { name: words('accounts.setup.submit') }).click()
    await page.waitForURL(/\/console/, { timeout: 30_000 })
    const services = (await (await page.request.get(`${server.url}/api/v1/services`)).json()) as { services: unknown[] }
    expect(services.services).toHaveLength(16)

    await page.goto(`${server.url}/${language}${path}`)
    await expect(page.getByText(words('accounts.setup.invalidTitle'))).toBeVisible()
  } finally {
    await server.stop()
  }
})

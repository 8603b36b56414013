import type { Page, Response } from 'playwright/test'
import { goOffline } from './fixtures/network'
import { signInTo } from './fixtures/sign-in'
import { takeTurn } from './fixtures/staff'
import { expect, test } from './fixtures/test'

// The fixture fails every test in which the browser reports a policy violation.

const policyOf = (answer: Response | null): string => answer?.headers()['content-security-policy'] ?? ''
const nonceOf = (policy: string): string => /'nonce-([^']+)'/.exec(policy)?.[1] ?? ''

/** Opens a page, checks its policy, and that nothing in the page needs a weaker one. Returns the nonce. */
async function open(page: Page, path: string): Promise<string> {
  const answer = await page.goto(path)
  const policy = policyOf(answer)
  expect(policy, path).not.toMatch(/unsafe-(?:inline|eval)|\*|https?:/)
  for (const rule of ["default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"])
    expect(policy, path).toContain(rule)
  const html = (await answer?.text()) ?? ''
  const nonce = nonceOf(policy)
  const scripts = html.match(/<script\b[^>]*>/g) ?? []
  expect(scripts.length, path).toBeGreaterThan(0)
  expect(scripts.filter((tag) => !tag.includes(`nonce="${nonce}"`), path)).toEqual([])
  // Except the one style that the policy allows: React's own, for parts streamed later.
  expect(html.match(/<[a-z][^>]*\s(?:style=(?!"display:none")|on[a-z]+=)/g) ?? [], path).toEqual([])
  await expect(page.locator('main').first()).toBeVisible()
  return nonce
}

async function openAll(page: Page, paths: readonly string[]): Promise<Set<string>> {
  const nonces: string[] = []
  for (const path of paths) nonces.push(await open(page, path))
  return new Set(nonces)
}

test('A8: visitor and hall pages comply with a policy that has a fresh nonce @once', async ({
  page,
  baseURL,
  language,
}) => {
  const { link } = await takeTurn(baseURL ?? '', 'vitals')
  const paths = [
    '',
    '',
    '/join/vitals',
    link,
    '/visit/unknown',
    '/nowhere',
    '/offline',
    '/tv/main',
    '/sign-in',
    '/setup/none',
  ]
  const nonces = await openAll(
    page,
    paths.map((path) => `/${language}${path}`),
  )
  expect(nonces.size).toBe(paths.length)
  for (const nonce of nonces) expect(Buffer.from(nonce, 'base64')).toHaveLength(16)
})

test('A8: staff pages comply with a policy that has a fresh nonce @once', async ({ page, language }) => {
  await signInTo(page.context(), 'admin')
  const pages = ['console', 'account', 'admin/staff', 'admin/devices', 'admin/software', 'admin/audit', 'admin/persons']
  const nonces = await openAll(
    page,
    pages.map((path) => `/${language}/${path}`),
  )
  expect(nonces.size).toBe(pages.length)
})

test('A8: the page cached by the service worker runs offline under the policy it was cached with', async ({
  page,
  context,
  language,
  words,
}) => {
  await page.goto(`/${language}`)
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => null))
  await goOffline(context)
  const answer = await page.goto(`/${language}/visit/somewhere`)
  expect(answer?.fromServiceWorker()).toBe(true)
  expect(nonceOf(policyOf(answer))).not.toBe('')
  // Inserted by the page's own script.
  await expect(page.getByText(words('shell.offline.title')).first()).toBeVisible()
  expect(await page.evaluate(() => Object.keys(document.body).some((key) => key.startsWith('__react')))).toBe(true)
})

test('A8: a script injected into a page does not run @once', async ({ browser, baseURL, language }) => {
  // In a separate context, because here the browser is expected to report violations.
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(`${baseURL}/${language}`)
  const refused = await page.evaluate(async () => {
    const violations: string[] = []
    document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective))
    const place = document.createElement('div')
    place.innerHTML =
      '<img src="/none" onerror="window.ran = 1"><b style="color: red"></b><a href="javascript:window.ran = 2"></a><iframe src="https://evil.example">'
    document.body.append(place)
    place.querySelector('a')?.click()
    const form = document.createElement('form')
    form.action = 'https://evil.example/'
    document.body.append(form)
    form.submit()
    await fetch('https://evil.example/').catch(() => null)
    for (let tries = 0; tries < 100 && violations.length < 6; tries++) await new Promise((done) => setTimeout(done, 20))
    return { violations: [...new Set(violations)].sort(), ran: (window as { ran?: number }).ran }
  })
  expect(refused.ran).toBeUndefined()
  expect(refused.violations).toEqual([
    'connect-src',
    'form-action',
    'frame-src',
    'script-src-attr',
    'script-src-elem',
    'style-src-attr',
  ])
  await context.close()
})

type Described = { paths: Record<string, Record<string, { tags: string[] }>> }

test('A8: the API reference page complies with its own policy and shows every endpoint of a subject @once', async ({
  page,
}) => {
  const { paths } = (await (await page.request.get('/api/v1/openapi.json')).json()) as Described
  const tags = Object.values(paths).flatMap((methods) => Object.values(methods).flatMap((it) => it.tags))
  const answer = await page.goto('/api/docs')
  expect(policyOf(answer)).toMatch(/^default-src 'none'/)
  // Swagger UI is 1.4 MB of scripts: seconds of a busy processor.
  await expect(page.locator('.opblock-tag-section')).toHaveCount(new Set(tags).size, { timeout: 60_000 })
  await page.locator('[data-tag="Queue"]').click()
  await expect(page.locator('.opblock')).toHaveCount(tags.filter((it) => it === 'Queue').length)
  await page.locator('#operations-Queue-joinQueue .opblock-summary-control').click()
  await expect(page.locator('#operations-Queue-joinQueue').getByText('"L045"').first()).toBeVisible()
})

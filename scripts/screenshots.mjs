// node scripts/screenshots.mjs: runs the demonstration on a separate server and takes the screenshots of the
// README and of the web app manifests.
import { spawn } from 'node:child_process'
import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { chromium } from 'playwright'
import { startDawr } from './servers/dawr.mjs'
import { stopAllServers } from './servers/server-process.mjs'
import { systemProgram } from './servers/system-program.mjs'
import { projectRoot } from './support/check.mjs'

const readme = join(projectRoot, 'docs/images')
const manifests = join(projectRoot, 'public/screenshots')
const largestBytes = 300 * 1024
const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync']
// As on a screen in a hall, see docs/runbook.md.
const sound = '--autoplay-policy=no-user-gesture-required'

const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true }
const desktop = { viewport: { width: 1440, height: 900 } }
const wall = { viewport: { width: 1920, height: 1080 } }
const smallWall = { viewport: { width: 1280, height: 720 } }

async function snapshots(url) {
  const { services } = await (await fetch(`${url}/api/v1/services`)).json()
  return Promise.all(services.map(async ({ slug }) => (await fetch(`${url}/api/v1/queues/${slug}/status`)).json()))
}

/** Waits for a busy state: many lines with visitors, and one clinic with a visitor in service and several waiting. */
async function busyClinic(url, within = 240_000) {
  for (const deadline = Date.now() + within; Date.now() < deadline; await delay(500)) {
    const all = await snapshots(url)
    const waiting = all.reduce((sum, { counts }) => sum + counts.waiting, 0)
    const good = all.filter(
      ({ counts, serving }) => counts.waiting >= 4 && serving.some((it) => it.state === 'in_service'),
    )
    if (waiting >= 30 && good.length > 0) return good.sort((a, b) => b.counts.waiting - a.counts.waiting)[0]
  }
  throw new Error('the demonstration did not become busy')
}

async function open(browser, url, options) {
  const context = await browser.newContext({
    locale: 'ar-SA',
    timezoneId: 'Asia/Riyadh',
    colorScheme: 'light',
    ...options,
  })
  const page = await context.newPage()
  await page.goto(url)
  return page
}

async function take(page, name, folder = readme) {
  await page.evaluate(() => document.fonts.ready)
  const path = join(folder, `${name}.png`)
  await page.screenshot({ path, animations: 'disabled' })
  const { size } = statSync(path)
  console.log(`${name}.png ${Math.round(size / 1024)} KB`)
  if (size > largestBytes) throw new Error(`${name}.png is larger than ${largestBytes / 1024} KB`)
  await page.context().close()
}

async function takePhone(browser, url, { service }) {
  const page = await open(browser, `${url}/ar/join/${service}`, phone)
  await page.locator('main button').first().click()
  await page.waitForURL(/\/ar\/visit\//)
  await page.locator('main').getByText(/\d{3}/).first().waitFor()
  await take(page, 'phone')
}

async function takeConsole(browser, url, accounts, { service, serving }) {
  const { username, password } = accounts.find((it) => it.username === service)
  const { servicePoint } = serving.find((it) => it.state === 'in_service')
  const { servicePoints } = await (await fetch(`${url}/api/v1/branches/main`)).json()
  const room = servicePoints.find((it) => it.slug === servicePoint).label.ar
  const page = await open(browser, `${url}/ar/sign-in`, desktop)
  await page.locator('input[name="username"]').fill(username)
  await page.locator('input[name="password"]').fill(password)
  await page.locator('button[type="submit"]').click()
  await page.waitForURL(/\/ar\/console/)
  await page
    .getByRole('button', { name: room })
    .filter({ has: page.getByText(room, { exact: true }) })
    .first()
    .click()
  await page
    .locator('main')
    .getByText(/^[A-Z]+\d{3}$/)
    .first()
    .waitFor()
  await take(page, 'console')
}

async function openTv(browser, url, language, size) {
  const page = await open(browser, `${url}/${language}/tv/main`, size)
  // "Connected": the stream is open.
  await page.getByText('متصل', { exact: true }).first().waitFor()
  return page
}

async function takeTv(browser, url) {
  await take(await openTv(browser, url, 'ar', wall), 'tv')
}

async function takeForManifest(browser, url, language) {
  const home = await open(browser, `${url}/${language}`, phone)
  await home.locator('main a').first().waitFor()
  await take(home, `phone-${language}`, manifests)
  await take(await openTv(browser, url, language, smallWall), `hall-${language}`, manifests)
}

for (const folder of [readme, manifests]) mkdirSync(folder, { recursive: true })
const server = await startDawr()
const env = { ...process.env, DAWR_URL: server.url, DATA_DIR: server.dataDir }
const demo = spawn(process.execPath, [join(projectRoot, 'dist/demo.mjs')], {
  env,
  stdio: ['ignore', 'inherit', 'inherit'],
})
const browser = await chromium.launch({ executablePath: systemProgram('chromium'), args: [...flags, sound] })
try {
  const clinic = await busyClinic(server.url)
  await takePhone(browser, server.url, clinic)
  await takeTv(browser, server.url)
  for (const language of ['ar', 'en']) await takeForManifest(browser, server.url, language)
  await takeConsole(browser, server.url, server.accounts, await busyClinic(server.url))
} finally {
  demo.kill()
  await browser.close()
  await stopAllServers()
}

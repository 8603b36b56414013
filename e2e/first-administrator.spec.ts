import type { Page } from 'playwright/test'
import { startDawr } from '../scripts/servers/dawr.mjs'
import { postgresAt } from '../scripts/servers/postgres.mjs'
import { expectAccessible } from './fixtures/accessible'
import { Database } from './fixtures/database'
import { expect, test } from './fixtures/test'
import type { Words } from './fixtures/words'

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

/** A server without any data, on a database of its own. */
async function emptyServer() {
  const postgres = postgresAt(process.env.DATABASE_URL ?? '')
  const address = await postgres.createDatabase()
  const server = await startDawr({ env: { DATABASE_URL: address, DEMONSTRATION: 'off', WORKERS: '1' } })
  const database = await Database.open(address)
  return {
    url: server.url,
    path: setUpPath(server.said()),
    database,
    stop: async () => {
      await database.close()
      await server.stop()
      await postgres.dropDatabase(address)
    },
  }
}

async function becomeAdministrator(page: Page, words: Words, address: string): Promise<void> {
  await page.goto(address)
  await page.getByLabel(words('accounts.setup.displayName')).fill('Amal')
  await page.getByLabel(words('accounts.setup.username')).fill('amal')
  await page.getByLabel(words('accounts.setup.password'), { exact: true }).fill('a sentence to remember')
  await page.getByLabel(words('accounts.setup.nameAr')).fill('مختبر الأمل')
  await page.getByLabel(words('accounts.setup.nameEn')).fill('Hope Laboratory')
  await page.getByRole('radio', { name: words('accounts.setup.templates.laboratory.about') }).check()
  await page.getByRole('button', { name: words('accounts.setup.submit') }).click()
  await page.waitForURL(/\/console/, { timeout: 30_000 })
}

/** What the administrator reads in each language. */
const names = {
  ar: { clinic: 'التطعيم', room: 'غرفة ٩', results: 'تسليم النتائج', branch: 'المعرض', eight: '٨', four: '٤' },
  en: { clinic: 'Vaccination', room: 'Room 9', results: 'Results', branch: 'Show Room', eight: '8', four: '4' },
}

test('from an empty server to the first visitor of a clinic that the administrator set up, and to a second branch @once', async ({
  page,
  browser,
  language,
  words,
}) => {
  test.setTimeout(240_000)
  const { url, path, database, stop } = await emptyServer()
  const t = (key: string, values = {}) => words(`branches.${key}`, values)
  const said = names[language]
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
  try {
    await becomeAdministrator(page, words, `${url}/${language}${path}`)
    await page.goto(`${url}/${language}/account`)
    await page
      .getByRole('navigation')
      .getByRole('link', { name: words('admin.nav.setUp') })
      .click()

    // A new clinic: what is missing is said beside the fields, and what is typed stays.
    await page.getByRole('link', { name: t('clinics.add') }).click()
    await press(t('add'))
    await expect(page.getByText(t('problem.required'))).toHaveCount(2)
    await expect(page.getByLabel(t('field.nameAr'))).toBeFocused()
    await page.getByLabel(t('field.nameAr')).fill('التطعيم')
    await page.getByLabel(t('field.nameEn')).fill('Vaccination')
    await page.getByLabel(t('field.prefix')).fill('r')
    await press(t('add'))
    await expect(page.getByText(words('errors.prefix_taken'))).toBeVisible()
    await expect(page.getByLabel(t('field.nameEn'))).toHaveValue('Vaccination')
    await page.getByLabel(t('field.prefix')).fill('va')
    const phone = page.getByRole('img', { name: t('preview.phone') })
    await expect(phone).toContainText('VA001')
    await expect(phone).toContainText(said.clinic)
    await press(t('add'))

    // Then the room where it is given, which is already chosen.
    await page.waitForURL(/\/room\?/)
    await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(1)
    await page.getByLabel(t('field.labelAr')).fill('غرفة ٩')
    await page.getByLabel(t('field.labelEn')).fill('Room 9')
    await page.getByLabel(t('field.floorAr')).fill('الطابق الثاني')
    await page.getByLabel(t('field.floorEn')).fill('Second floor')
    await press(t('add'))
    await page.waitForURL(/part=clinics/)
    await expect(page.getByRole('row', { name: 'التطعيم' })).toBeVisible()
    await expect(page.getByText(t('clinics.noRoom'))).toHaveCount(0)
    expect(await database.clinic('vaccination')).toEqual({
      prefix: 'VA',
      name: 'Vaccination',
      status: 'open',
      rooms: ['room-9'],
    })

    // A colleague changes the same field meanwhile: nothing is overwritten unasked.
    const edit = t('editNamed', { name: said.clinic })
    await page.getByRole('link', { name: edit }).click()
    await page.getByLabel(t('field.typicalMinutes')).fill('٨')
    const theirs = { typicalMinutes: 4, name: { ar: 'التطعيمات', en: 'Vaccinations' } }
    const answer = await page.request.post(`${url}/api/v1/services/vaccination/update`, { data: theirs })
    expect(answer.status()).toBe(201)
    await press(t('save'))
    await expect(page.getByText(t('clash.title'))).toBeVisible()
    await expectAccessible(page)
    await press(t('clash.keep'))
    await page.waitForURL(/part=clinics/)
    // Their other change stays.
    await expect(page.getByRole('row', { name: 'التطعيمات' })).toContainText(said.eight)

    // Closing asks first.
    await press(t('closeNamed', { name: said.results }))
    await expect(page.getByRole('dialog').getByText(t('clinics.closeText'))).toBeVisible()
    await expectAccessible(page)
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('closeSubmit') })
      .press('Enter')
    await expect(page.getByText(t('clinics.closed', { name: said.results }))).toBeVisible()
    expect(await database.clinic('results')).toMatchObject({ status: 'closed' })

    // A holiday.
    await page.getByRole('link', { name: t('parts.hours'), exact: true }).click()
    await press(t('hours.addHoliday'))
    await page.getByLabel(t('hours.exceptionNameAr')).fill('اليوم الوطني')
    await page.getByLabel(t('hours.exceptionNameEn')).fill('National day')
    await page.getByLabel(t('hours.firstDate')).fill('2090-09-23')
    await press(t('save'))
    await expect(page.getByText(t('saved'))).toBeVisible()
    expect(await database.holidays()).toEqual(['National day 2090-09-23 2090-09-23'])

    // The first visitor.
    const visitors = await browser.newContext()
    const visitor = await visitors.newPage()
    await visitor.goto(`${url}/${language}/join/vaccination`)
    await visitor.getByRole('button', { name: words('visitor.join.take') }).click()
    await visitor.waitForURL(/\/visit\//)
    await expect(visitor.getByText(said.room)).toBeVisible()
    expect(await database.ticket('VA001')).toMatchObject({ state: 'waiting', service: 'vaccination' })
    await visitors.close()

    // A second branch from a template, by the wizard.
    await page.getByRole('link', { name: t('addBranch') }).click()
    await page.getByRole('radio', { name: words('accounts.setup.templates.showroom.about') }).check()
    await page.getByLabel(t('field.nameAr')).fill('المعرض')
    await page.getByLabel(t('field.nameEn')).fill('Show Room')
    await press(t('newBranch.submit'))
    await page.waitForURL(/branch=show-room/)
    await expect(page.getByRole('heading', { level: 1 })).toContainText(said.branch)
    await expect(page.getByText(t('newBranch.madeClinics', { count: 4, n: said.four }))).toBeVisible()
    expect(await database.branches()).toEqual(['main', 'show-room'])
  } finally {
    await stop()
  }
})

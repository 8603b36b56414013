import type { Page } from '@playwright/test'
import { accountOf, takeTurn } from './fixtures/staff'
import { type Clinic, expect, test } from './fixtures/test'
import type { Language, Words } from './fixtures/words'

async function signIn(page: Page, language: Language, words: Words, username: string): Promise<void> {
  await page.goto(`/${language}/console`)
  await page.waitForURL(/\/sign-in/)
  await page.getByLabel(words('people.signIn.username')).fill(username)
  await page.getByLabel(words('people.signIn.password'), { exact: true }).fill(accountOf(username).password)
  await page.getByRole('button', { name: words('people.signIn.submit') }).click()
  await page.waitForURL(/\/console/)
}

/** Chooses the clinic's room where the browser does not know it yet. */
async function chooseRoom(page: Page, clinic: Clinic): Promise<void> {
  await page.getByRole('button').filter({ hasText: clinic.name }).first().click()
}

/** Presses a command key once the one before it is answered: a key pressed meanwhile is not taken. */
async function press(page: Page, key: string): Promise<void> {
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
  await page.keyboard.press(key)
}

const commandNamed = (page: Page, words: Words, name: string) =>
  page
    .getByRole('group', { name: words('console.action.label') })
    .getByRole('button', { name: words(`console.action.${name}`) })

test('a clerk serves a line from the keyboard alone', async ({
  page,
  baseURL,
  language,
  words,
  database,
  clinicFor,
}) => {
  const clinic = await clinicFor({ ar: 'internal', en: 'xray' })
  const [first, second] = [await takeTurn(baseURL ?? '', clinic.slug), await takeTurn(baseURL ?? '', clinic.slug)]
  await signIn(page, language, words, clinic.slug)
  await chooseRoom(page, clinic)
  const current = page.getByLabel(words('console.current.title'), { exact: true })
  await expect(page.getByText(second.code).first()).toBeVisible()

  const nobody = words('console.current.nobody')
  const stateIs = (state: string) => expect(current).toContainText(words(`console.state.${state}`))
  await press(page, 'F2')
  await stateIs('called')
  await expect(current).toContainText(first.code)
  expect(await database.ticket(first.code)).toMatchObject({ state: 'called', point: clinic.room })
  await press(page, 'F4')
  await expect.poll(() => database.history(first.code)).toEqual(['join', 'call', 'recall'])
  await press(page, 'F8')
  await stateIs('in_service')
  await press(page, 'F8')
  await expect(current).toContainText(nobody)
  expect(await database.ticket(first.code)).toMatchObject({ state: 'completed' })
  await press(page, 'Control+z')
  await stateIs('in_service')
  expect(await database.ticket(first.code)).toMatchObject({ state: 'in_service' })
  await press(page, 'F9')
  await expect(current).toContainText(nobody)
  expect(await database.ticket(first.code)).toMatchObject({ state: 'on_hold' })

  await press(page, 'F2')
  await stateIs('called')
  await expect(current).toContainText(second.code)
  await press(page, 'Shift+F9')
  await expect(current).toContainText(nobody)
  expect(await database.ticket(second.code)).toMatchObject({ state: 'missed' })
})

test('a walk-in is added with a name in two presses and called by it, and transferred on', async ({
  page,
  language,
  words,
  database,
  clinicFor,
}) => {
  const clinic = await clinicFor({ ar: 'bones', en: 'women_internal' })
  const target = await clinicFor({ ar: 'vitals', en: 'vitals' })
  await signIn(page, language, words, clinic.slug)
  await chooseRoom(page, clinic)
  await page.getByRole('button', { name: words('console.action.walkIn') }).click()
  await page.getByLabel(words('console.walkIn.name')).fill('منيرة Omar K.')
  await page.getByRole('button', { name: words('console.walkIn.submit') }).click()
  await expect(page.getByText(words('console.walkIn.added'))).toBeVisible()
  await page.getByRole('button', { name: words('console.walkIn.done') }).click()

  const current = page.getByLabel(words('console.current.title'), { exact: true })
  await expect(page.getByText('منيرة Omar K.').first()).toBeVisible()
  await press(page, 'F2')
  await expect(current).toContainText(words('console.state.called'))
  await expect(current).toContainText('منيرة Omar K.')
  const code = ((await current.locator('bdi[dir=ltr]').first().textContent()) ?? '').trim()
  await commandNamed(page, words, 'transfer').click()
  await page.getByRole('dialog').getByRole('button', { name: target.name }).click()
  await expect.poll(async () => database.ticket(code)).toMatchObject({ state: 'waiting', service: 'vitals' })
})

test('of two clerks who act on the same visitor one wins and the other is told', async ({
  page,
  baseURL,
  language,
  words,
  database,
  staffNamed,
  clinicFor,
}) => {
  const clinic = await clinicFor({ ar: 'lab', en: 'women_eyes' })
  const ticket = await takeTurn(baseURL ?? '', clinic.slug)
  await signIn(page, language, words, clinic.slug)
  await chooseRoom(page, clinic)
  const current = page.getByLabel(words('console.current.title'), { exact: true })
  await expect(page.getByText(ticket.code).first()).toBeVisible()
  await press(page, 'F2')
  await expect(current).toContainText(words('console.state.called'))
  await expect(current).toContainText(ticket.code)

  // The colleague's command arrives while this clerk's is on its way.
  const colleague = await staffNamed('manager')
  await page.route('**/start', async (route) => {
    await colleague.act(ticket.id, 'no-answer')
    await route.continue()
  })
  await press(page, 'F8')
  await expect(page.getByText(words('console.state.missed')).last()).toBeVisible()
  await expect(page.getByText(ticket.code).last()).toBeVisible()
  expect(await database.history(ticket.code)).toEqual(['join', 'call', 'no_answer'])
})

test('a wrong password is refused in plain words and nobody is signed in', async ({ page, language, words }) => {
  await page.goto(`/${language}/sign-in`)
  await page.getByLabel(words('people.signIn.username')).fill('nobody')
  await page.getByLabel(words('people.signIn.password'), { exact: true }).fill('not the password')
  await page.getByRole('button', { name: words('people.signIn.submit') }).click()
  await expect(page.getByText(words('errors.wrong_credentials'))).toBeVisible()
  await page.goto(`/${language}/console`)
  await expect(page).toHaveURL(/\/sign-in/)
})

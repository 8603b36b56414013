import type { Page } from 'playwright/test'
import { expectAccessible } from './fixtures/accessible'
import { goOffline } from './fixtures/network'
import { signInTo } from './fixtures/sign-in'
import { accountOf, takeTurn } from './fixtures/staff'
import { type Clinic, expect, test } from './fixtures/test'
import type { Language, Words } from './fixtures/words'

async function signIn(page: Page, language: Language, words: Words, username: string): Promise<void> {
  await page.goto(`/${language}/console`)
  await page.waitForURL(/\/sign-in/)
  await page.getByLabel(words('accounts.signIn.username')).fill(username)
  await page.getByLabel(words('accounts.signIn.password'), { exact: true }).fill(accountOf(username).password)
  await page.getByRole('button', { name: words('accounts.signIn.submit') }).click()
  await page.waitForURL(/\/console/)
}

/** Chooses the clinic's room if the browser does not remember one. */
async function chooseRoom(page: Page, clinic: Clinic): Promise<void> {
  await page.getByRole('button').filter({ hasText: clinic.name }).first().click()
}

/** Presses a command key once and waits for its effect. */
async function press(page: Page, key: string, effect: () => Promise<boolean>): Promise<void> {
  await page.keyboard.press(key)
  await expect.poll(effect).toBe(true)
}

/** Presses the key of the next step until its effect is there: a press right after a step counts as its second half. */
async function stepOn(page: Page, effect: () => Promise<boolean>): Promise<void> {
  await expect(async () => {
    await page.keyboard.press('F2')
    await expect.poll(effect, { timeout: 1_000 }).toBe(true)
  }).toPass()
}

const commandNamed = (page: Page, words: Words, name: string) =>
  page
    .getByRole('group', { name: words('console.action.label') })
    .getByRole('button', { name: words(`console.action.${name}`) })

test('S1, S7: a clerk serves a line with the keyboard alone, undoes after a reload, and sees the line offline', async ({
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
  const is = (code: string, state: string) => async () => (await database.ticket(code)).state === state
  const stateIs = (state: string) => expect(current).toContainText(words(`console.state.${state}`))
  await press(page, 'F2', is(first.code, 'called'))
  await stateIs('called')
  await expect(current).toContainText(first.code)
  expect(await database.ticket(first.code)).toMatchObject({ point: clinic.room })
  await press(page, 'F4', async () => (await database.history(first.code)).length === 3)
  expect(await database.history(first.code)).toEqual(['join', 'call', 'recall'])
  await press(page, 'F8', is(first.code, 'in_service'))
  await stateIs('in_service')
  await press(page, 'F8', is(first.code, 'completed'))
  await expect(current).toContainText(nobody)
  await press(page, 'Control+z', is(first.code, 'in_service'))
  await stateIs('in_service')
  await press(page, 'F9', is(first.code, 'on_hold'))
  await expect(current).toContainText(nobody)

  await press(page, 'F2', is(second.code, 'called'))
  await stateIs('called')
  await expect(current).toContainText(second.code)
  await press(page, 'Shift+F9', is(second.code, 'missed'))
  await expect(current).toContainText(nobody)

  // S1: one button is the next step, in one place.
  const [third, fourth] = [await takeTurn(baseURL ?? '', clinic.slug), await takeTurn(baseURL ?? '', clinic.slug)]
  const button = page.locator('[aria-keyshortcuts=F2]')
  const placeOf = async (step: string) => {
    await expect(button).toContainText(words(`console.action.${step}`))
    return button.boundingBox()
  }
  await expect(page.getByText(fourth.code).first()).toBeVisible()
  const place = await placeOf('callNext')
  await stepOn(page, is(third.code, 'called'))
  expect(await placeOf('start')).toEqual(place)
  await stepOn(page, is(third.code, 'in_service'))
  expect(await placeOf('finishAndCall')).toEqual(place)
  await stepOn(page, is(fourth.code, 'called'))
  expect(await database.ticket(third.code)).toMatchObject({ state: 'completed' })
  await stepOn(page, is(fourth.code, 'in_service'))
  // The line is empty, so the button says Finish.
  expect(await placeOf('finish')).toEqual(place)
  await stepOn(page, is(fourth.code, 'completed'))

  // Who left is shown below; undo is a button that a reload does not lose.
  const recent = page.getByRole('region', { name: words('console.recent.title') }).getByRole('listitem')
  await expect(recent.first()).toContainText(fourth.code)
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await page.reload()
  await expect(recent.first()).toContainText(fourth.code)
  await commandNamed(page, words, 'undo').click()
  await expect.poll(is(fourth.code, 'in_service')).toBe(true)
  await expect(recent.first()).toContainText(third.code)

  // S7: reloaded offline, the console shows its line as it was.
  await expect(page.getByText(words('console.header.live'))).toBeAttached()
  await goOffline(page.context())
  await page.reload()
  await expect(page.getByRole('heading', { name: words('console.offline.asOf', { time: '' }).trim() })).toBeVisible()
  await expect(page.getByText(fourth.code).first()).toBeVisible()
  await page.context().setOffline(false)
})

test('S3: a walk-in is added by a key, a name and Enter, called by that name and transferred', async ({
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
  // S3: a key opens the form, its name has the focus, and Enter adds.
  await expect(page.getByRole('button', { name: words('console.action.walkIn') })).toBeVisible()
  await page.keyboard.press('F7')
  await expect(page.getByLabel(words('console.walkIn.name'))).toBeFocused()
  await page.keyboard.type('منيرة Omar K.')
  // A refusal leaves the dialog open with the typed name.
  const refusal = { code: 'service_closed', details: {}, fields: [], requestId: 'x' }
  await page.route('**/api/v1/tickets', (route) => route.fulfill({ status: 409, json: refusal }), { times: 1 })
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog').getByRole('alert')).toHaveText(words('errors.service_closed'))
  await page.getByRole('button', { name: words('console.walkIn.submit') }).click()
  await expect(page.getByText(words('console.walkIn.added'))).toBeVisible()
  await page.getByRole('button', { name: words('console.walkIn.done'), exact: true }).click()

  const current = page.getByLabel(words('console.current.title'), { exact: true })
  await expect(page.getByText('منيرة Omar K.').first()).toBeVisible()
  await commandNamed(page, words, 'transfer').waitFor()
  await page.getByRole('button', { name: words('console.action.callNext') }).click()
  await expect(current).toContainText(words('console.state.called'))
  await expect(current).toContainText('منيرة Omar K.')
  const code = ((await current.locator('bdi[dir=ltr]').first().textContent()) ?? '').trim()
  await commandNamed(page, words, 'transfer').click()
  await page.getByRole('dialog').getByRole('button', { name: target.name }).click()
  await expect.poll(async () => database.ticket(code)).toMatchObject({ state: 'waiting', service: 'vitals' })
})

test('a room where a colleague serves somebody is shown in the picker, and calling the next there asks before it ends that service @once', async ({
  page,
  baseURL,
  language,
  words,
  database,
  staffNamed,
  clinicFor,
}) => {
  const clinic = await clinicFor({ ar: 'women_derma', en: 'women_derma' })
  const [served, next] = [await takeTurn(baseURL ?? '', clinic.slug), await takeTurn(baseURL ?? '', clinic.slug)]
  const colleague = await staffNamed('manager')
  await colleague.callNext(clinic.slug, clinic.room)
  await colleague.act(served.id, 'start')

  await signIn(page, language, words, clinic.slug)
  await expect(page.getByRole('button').filter({ hasText: clinic.name }).filter({ hasText: served.code })).toBeVisible()
  await chooseRoom(page, clinic)
  await expect(page.getByText(next.code).first()).toBeVisible()
  await page.keyboard.press('F2')
  const question = page.getByRole('dialog')
  await expect(question).toContainText(served.code)
  await page.keyboard.press('Enter')
  await expect(question).toBeHidden()
  expect(await database.ticket(served.code)).toMatchObject({ state: 'in_service' })

  await page.keyboard.press('F2')
  await question.getByRole('button', { name: words('console.anothers.callNext') }).click()
  await expect.poll(async () => (await database.ticket(next.code)).state).toBe('called')
  expect(await database.ticket(served.code)).toMatchObject({ state: 'completed' })

  // S2: codes with two letters fit their card on the narrowest phone.
  await page.setViewportSize({ width: 320, height: 700 })
  const card = page.getByLabel(words('console.current.title'), { exact: true })
  await expect(card).toContainText(next.code)
  await expectAccessible(page)
  const inside = await card.evaluate((it) => it.scrollWidth <= it.clientWidth)
  expect(inside, 'the code is inside its card').toBe(true)
})

test('S6: a cashier sees the line and nothing that changes it @once', async ({ page, baseURL, language, words }) => {
  const { code } = await takeTurn(baseURL ?? '', 'vitals')
  await signInTo(page.context(), 'cashier')
  await page.goto(`/${language}/console`)
  await page.getByRole('search').getByRole('textbox').fill(code)
  const row = page.getByRole('button').filter({ hasText: code })
  await expect(row).toHaveAttribute('aria-disabled', 'true')
  await row.press('Enter')
  for (const name of ['walkIn', 'hold', 'transfer', 'cancel', 'undo'])
    await expect(page.getByRole('button', { name: words(`console.action.${name}`) })).toHaveCount(0)
})

test('when two clerks act on the same visitor, one succeeds and the other is told @once', async ({
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
  await press(page, 'F2', async () => (await database.ticket(ticket.code)).state === 'called')
  await expect(current).toContainText(words('console.state.called'))
  await expect(current).toContainText(ticket.code)

  // The colleague's command arrives while this clerk's is pending.
  const colleague = await staffNamed('manager')
  await page.route('**/start', async (route) => {
    await colleague.act(ticket.id, 'no-answer')
    await route.continue()
  })
  await press(page, 'F8', async () => (await database.ticket(ticket.code)).state === 'missed')
  await expect(page.getByText(words('console.state.missed')).last()).toBeVisible()
  await expect(page.getByText(ticket.code).last()).toBeVisible()
  expect(await database.history(ticket.code)).toEqual(['join', 'call', 'no_answer'])
})

test('a key pressed before the answer acts on the next state, and a repeated one reports that it does nothing @once', async ({
  page,
  baseURL,
  language,
  words,
  database,
  clinicFor,
}) => {
  const clinic = await clinicFor({ ar: 'ent', en: 'ent' })
  const ticket = await takeTurn(baseURL ?? '', clinic.slug)
  await signIn(page, language, words, clinic.slug)
  await chooseRoom(page, clinic)
  await expect(page.getByText(ticket.code).first()).toBeVisible()

  /** Holds the command back until the returned function is called. */
  async function holdBack(path: string): Promise<() => void> {
    let release = () => {}
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    await page.route(path, async (route) => {
      await released
      await route.continue()
    })
    return release
  }
  const answerCall = await holdBack('**/call-next')
  await page.keyboard.press('F2')
  await page.keyboard.press('F8')
  answerCall()
  // A key pressed before this report would repeat the start, and the report would replace the one expected below.
  await expect(page.getByRole('status').getByText(words('console.done.start', { code: '' }).trim())).toBeVisible()
  await expect.poll(async () => (await database.ticket(ticket.code)).state).toBe('in_service')

  const answerFinish = await holdBack('**/finish')
  await page.keyboard.press('F8')
  await page.keyboard.press('F8')
  await expect(page.getByText(words('console.leftOut.repeated'))).toBeVisible()
  answerFinish()
  await expect.poll(async () => (await database.ticket(ticket.code)).state).toBe('completed')
  await page.keyboard.press('F9')
  await expect(page.getByRole('status').getByText(words('console.current.nobody'))).toBeVisible()
  expect(await database.history(ticket.code)).toEqual(['join', 'call', 'start', 'finish'])
})

test('a wrong password is refused with a clear message and opens no session', async ({ page, language, words }) => {
  await page.goto(`/${language}/sign-in`)
  await page.getByLabel(words('accounts.signIn.username')).fill('nobody')
  await page.getByLabel(words('accounts.signIn.password'), { exact: true }).fill('not the password')
  await page.getByRole('button', { name: words('accounts.signIn.submit') }).click()
  await expect(page.getByText(words('errors.wrong_credentials'))).toBeVisible()
  await page.goto(`/${language}/console`)
  await expect(page).toHaveURL(/\/sign-in/)
})

import type { Locator, Page } from 'playwright/test'
import { expectAccessible } from './fixtures/accessible'
import { type OwnCentre, ownCentre } from './fixtures/own-centre'
import { expect, test } from './fixtures/test'
import { type Words, wordsOf } from './fixtures/words'

// One after another, in one centre: each test switches another flag. The first expects a centre without a history.
test.describe.configure({ mode: 'default', timeout: 300_000 })

/** Separate, because switching phone turns off would refuse the visitors of every other test. */
let centre: OwnCentre
test.beforeAll(async () => {
  test.setTimeout(180_000)
  centre = await ownCentre()
})
test.afterAll(() => centre.stop())

const turns = 'flags.about.phone_turns.name'
const numbers = 'flags.about.phone_numbers.name'
const chime = 'flags.about.hall_chime.name'

const card = (page: Page, words: Words, name: string): Locator => page.getByRole('article', { name: words(name) })
const switchOf = (page: Page, words: Words, name: string): Locator => page.getByRole('switch', { name: words(name) })

/** Acts like a background page, which does not refresh: it keeps showing what it was opened with. */
const inBackground = () => Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' })

test('turns by phone are switched off by keyboard after a confirmation; phones and colleagues see it at once', async ({
  page,
  browser,
  language,
  words,
}) => {
  const [phones, colleagues] = [await browser.newContext(), await browser.newContext()]
  const phone = await phones.newPage()
  await phone.addInitScript(inBackground)
  await phone.goto(`${centre.url}/${language}/join/lab`)
  await expect(phone.getByRole('button', { name: words('visitor.join.take') })).toBeVisible()

  await centre.signIn(page.context(), 'owner')
  await page.goto(`${centre.url}/${language}/admin/staff`)
  await page
    .getByRole('navigation')
    .getByRole('link', { name: words('admin.nav.flags') })
    .click()
  const turn = switchOf(page, words, turns)
  await expect(turn).toBeChecked()
  await expect(card(page, words, turns).getByText(words('flags.never'))).toBeVisible()
  await expectAccessible(page)

  await centre.signIn(colleagues, 'owner')
  const colleague = await colleagues.newPage()
  await colleague.addInitScript(inBackground)
  await colleague.goto(`${centre.url}/${language}/admin/flags`)
  await expect(switchOf(colleague, words, turns)).toBeChecked()

  // Escape changes nothing.
  await turn.press('Space')
  await expect(page.getByText(words('flags.about.phone_turns.whileOff'))).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  expect(await centre.database.flag('phone_turns')).toBeNull()

  await turn.press('Enter')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: words('flags.switchOff.submit') })
    .press('Enter')
  await expect(page.getByText(words('flags.done.off', { name: words(turns) }))).toBeVisible()
  await expect(turn).not.toBeChecked()
  await expect(card(page, words, turns).getByText(words('flags.off'), { exact: true })).toBeVisible()
  await expect(card(page, words, turns).getByText(words('flags.never'))).toHaveCount(0)
  expect(await centre.database.flag('phone_turns')).toEqual({ isOn: false, version: 1, by: 'owner' })
  await expectAccessible(page)

  // A page opened before is refused and says why; a newly opened one no longer offers it.
  await phone.getByRole('button', { name: words('visitor.join.take') }).click()
  await expect(phone.getByText(words('errors.switched_off'))).toBeVisible()
  expect(await centre.database.issued('lab')).toBe(0)
  await phone.reload()
  await expect(phone.getByText(words('visitor.join.atReceptionTitle'))).toBeVisible()
  await expect(phone.getByRole('button', { name: words('visitor.join.take') })).toHaveCount(0)
  await expectAccessible(phone)
  await phone.goto(`${centre.url}/${language}`)
  await expect(phone.getByText(words('visitor.home.introAtReception'))).toBeVisible()
  await expectAccessible(phone)

  // The colleague's page shows the old state: a switch based on it is refused, and the current state is shown.
  await switchOf(colleague, words, turns).click()
  await colleague
    .getByRole('dialog')
    .getByRole('button', { name: words('flags.switchOff.submit') })
    .click()
  await expect(colleague.getByText(words('flags.stale'))).toBeVisible()
  await expect(switchOf(colleague, words, turns)).not.toBeChecked()
  await switchOf(colleague, words, turns).click()
  await expect(colleague.getByText(words('flags.done.on', { name: words(turns) }))).toBeVisible()
  await phone.goto(`${centre.url}/${language}/join/lab`)
  await phone.getByRole('button', { name: words('visitor.join.take') }).click()
  await phone.waitForURL(/\/visit\//)
  expect(await centre.database.issued('lab')).toBe(1)
  expect(await centre.database.flagsAudited()).toEqual(['phone_turns true → false', 'phone_turns false → true'])
  await phones.close()
  await colleagues.close()
})

test('phone confirmation is not offered while it is switched off, and is offered again after undo @once', async ({
  page,
  browser,
  language,
  words,
}) => {
  const phones = await browser.newContext()
  const phone = await phones.newPage()
  await phone.goto(`${centre.url}/${language}/join/lab`)
  await phone.getByRole('button', { name: words('visitor.join.take') }).click()
  await phone.waitForURL(/\/visit\//)
  const offer = phone.getByRole('button', { name: words('phone.open') })
  await expect(offer).toBeVisible()

  await page.setViewportSize({ width: 390, height: 844 })
  await centre.signIn(page.context(), 'owner')
  await page.goto(`${centre.url}/${language}/admin/flags`)
  await switchOf(page, words, numbers).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: words('flags.switchOff.submit') })
    .click()
  await expect(switchOf(page, words, numbers)).not.toBeChecked()
  await phone.reload()
  await expect(phone.getByRole('button', { name: words('visitor.visit.leave') })).toBeVisible()
  await expect(offer).toHaveCount(0)

  await page.getByRole('button', { name: words('flags.undo') }).click()
  await expect(switchOf(page, words, numbers)).toBeChecked()
  expect(await centre.database.flag('phone_numbers')).toMatchObject({ isOn: true, version: 2 })
  await phone.reload()
  await expect(offer).toBeVisible()
  await phones.close()
})

/** Counts the tones that a page makes. */
const countTones = () => {
  const Real = window.OscillatorNode
  const counted = window as unknown as { tones: number; OscillatorNode: typeof OscillatorNode }
  counted.tones = 0
  counted.OscillatorNode = class extends Real {
    constructor(context: BaseAudioContext, options?: OscillatorOptions) {
      super(context, options)
      counted.tones++
    }
  }
}

test('a manager mutes the hall screen, and cannot switch what only the administrator may @once', async ({
  page,
  browser,
  language,
  words,
}) => {
  const halls = await browser.newContext()
  const hall = await halls.newPage()
  await hall.addInitScript(countTones)
  await hall.goto(`${centre.url}/${language}/tv/main`)
  // Browsers allow sound only after a user gesture.
  await hall.keyboard.press('Enter')
  const tones = () => hall.evaluate(() => (window as unknown as { tones: number }).tones)

  await centre.signIn(page.context(), 'manager')
  const api = page.context().request
  type Branch = { servicePoints: { slug: string; services: string[] }[] }
  const { servicePoints } = (await (await api.get(`${centre.url}/api/v1/branches/main`)).json()) as Branch
  const call = async (service: string): Promise<string> => {
    const servicePoint = servicePoints.find((it) => it.services.includes(service))?.slug
    await api.post(`${centre.url}/api/v1/tickets`, { data: { service } })
    const answer = await api.post(`${centre.url}/api/v1/queues/${service}/call-next`, { data: { servicePoint } })
    return ((await answer.json()) as { code: string }).code
  }
  await expect(hall.getByText(await call('eyes')).first()).toBeVisible()
  await expect.poll(tones).toBeGreaterThanOrEqual(2)

  await page.goto(`${centre.url}/${language}/admin/flags`)
  await expect(switchOf(page, words, turns)).toHaveCount(0)
  await expect(card(page, words, turns).getByText(words('flags.mayNot'))).toBeVisible()
  await expectAccessible(page)
  await switchOf(page, words, chime).click()
  await expect(switchOf(page, words, chime)).not.toBeChecked()
  expect(await centre.database.flag('hall_chime')).toEqual({ isOn: false, version: 1, by: 'manager' })
  for (const each of [wordsOf('ar'), wordsOf('en')])
    await expect(hall.getByText(each('tv.noChime'))).toBeVisible({ timeout: 30_000 })
  await expectAccessible(hall)

  const before = await tones()
  await expect(hall.getByText(await call('audio')).first()).toBeVisible()
  await expect(hall.getByText(wordsOf('ar')('tv.nowCalling')).first()).toBeVisible()
  expect(await tones()).toBe(before)
  await halls.close()
})

import { randomBytes } from 'node:crypto'
import type { Page } from 'playwright/test'
import { expectAccessible } from './fixtures/accessible'
import { signInTo } from './fixtures/sign-in'
import { type Clinic, expect, test } from './fixtures/test'
import type { Language, Words } from './fixtures/words'

type Visit = { id: string; code: string; link: string; next: { service: string } | null }
type Desk = { language: Language; words: Words; clinic: string; pathway: string }

/** Adds a walk-in who follows a pathway, in the console of a clinic, and returns the visit. */
async function beginAtTheDesk(page: Page, { language, words, clinic, pathway }: Desk): Promise<Visit> {
  await signInTo(page.context(), 'manager')
  await page.goto(`/${language}/console`)
  await page.getByRole('button').filter({ hasText: clinic }).first().click()
  await page.getByRole('button', { name: words('console.action.walkIn') }).click()
  await page.getByLabel(words('console.walkIn.visit')).selectOption(pathway)
  const answered = page.waitForResponse((it) => it.url().endsWith('/api/v1/visits'))
  await page.getByRole('button', { name: words('console.walkIn.submit') }).click()
  const visit = (await (await answered).json()) as Visit
  await expect(page.getByRole('dialog')).toContainText(visit.code)
  await page.getByRole('button', { name: words('console.walkIn.done'), exact: true }).click()
  return visit
}

/** Of two clinics the one to which a visit was not sent. */
const otherThan = ({ next }: Visit, one: Clinic, two: Clinic): Clinic => (next?.service === one.slug ? two : one)

test('a visitor is led through the clinics of a pathway with one number: choice, skipping, and the next clinic after each @once', async ({
  page,
  language,
  words,
  database,
  clinicFor,
  staffNamed,
}) => {
  const first = await clinicFor({ ar: 'audio', en: 'audio' })
  const last = await clinicFor({ ar: 'vitals', en: 'vitals' })
  const extra = await clinicFor({ ar: 'ecg', en: 'ecg' })
  const owner = await staffNamed('owner')
  const pathway = `p-${randomBytes(4).toString('hex')}`
  await owner.addPathway(pathway, [
    { service: first.slug },
    { service: last.slug, after: [first.slug] },
    { service: extra.slug, required: false },
  ])
  const visit = await beginAtTheDesk(page, { language, words, clinic: first.name, pathway })
  await page.goto(`/${language}${visit.link}`)
  // The router has chosen one of the two that can begin; the visitor chooses the other one.
  const other = otherThan(visit, first, extra)
  const step = (name: string) => page.getByRole('listitem').filter({ hasText: name })
  await expect(page.getByRole('heading', { name: words('journeys.plan.title') })).toBeVisible()
  await expect(step(last.name)).toContainText(first.name)
  await expectAccessible(page)

  await step(other.name)
    .first()
    .getByRole('button', { name: words('journeys.plan.choose') })
    .click()
  await expect(step(other.name).first()).toHaveAttribute('aria-current', 'step')
  await expect(page.getByRole('heading', { name: words('journeys.plan.title') })).toBeFocused()
  await expect(page.getByText(words('journeys.reasons.chosen'))).toBeVisible()
  await step(extra.name)
    .getByRole('button', { name: words('journeys.plan.skip') })
    .click()
  await expect(step(extra.name)).toContainText(words('journeys.plan.state.skipped'))
  await expect(step(first.name).first()).toHaveAttribute('aria-current', 'step')

  const called = await owner.callNext(first.slug, first.room)
  expect(called.code).toBe(visit.code)
  await expect(step(first.name).first()).toContainText(words('journeys.plan.state.called'))
  await owner.act(called.id, 'start')
  await owner.act(called.id, 'finish')
  await expect(step(last.name)).toHaveAttribute('aria-current', 'step')
  await expect(step(first.name).first()).toContainText(words('journeys.plan.state.completed'))
  expect(await database.stepsOf(visit.id)).toEqual({
    ...{ [first.slug]: 'completed', [last.slug]: 'open', [extra.slug]: 'skipped' },
  })
  expect(await database.ticket(visit.code)).toMatchObject({ state: 'waiting', service: last.slug })
  expect(await database.history(visit.code)).toEqual(['join', 'replan', 'replan', 'call', 'start', 'finish'])
})

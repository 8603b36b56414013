import { randomBytes } from 'node:crypto'
import { expectAccessible } from './fixtures/accessible'
import { expect, test } from './fixtures/test'

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
  const visit = await owner.beginVisit(pathway)
  await page.goto(`/${language}${visit.link}`)
  const step = (name: string) => page.getByRole('listitem').filter({ hasText: name })
  await expect(page.getByRole('heading', { name: words('journeys.plan.title') })).toBeVisible()
  await expect(step(last.name)).toContainText(first.name)
  await expectAccessible(page)

  // Whichever of the two the router has chosen, the other one is chosen here, and the optional one left out.
  const [from, to] = visit.next?.service === first.slug ? [first, extra] : [extra, first]
  await step(to.name)
    .first()
    .getByRole('button', { name: words('journeys.plan.choose') })
    .click()
  await expect(step(to.name).first()).toHaveAttribute('aria-current', 'step')
  await expect(page.getByRole('heading', { name: words('journeys.plan.title') })).toBeFocused()
  await expect(step(from.name).first()).not.toHaveAttribute('aria-current', 'step')
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

import { expectAccessible } from './fixtures/accessible'
import { signInTo } from './fixtures/sign-in'
import { expect, test } from './fixtures/test'

const kind = 'persons.send-code'

// All tests share one list of jobs, so these run one after another.
test.describe.configure({ mode: 'serial' })

test('an owner sees a failed job and runs it again @once', async ({ page, language, words, database }) => {
  const ids = await database.addFailedJobs(kind, 60)
  const [id = ''] = ids
  await signInTo(page.context(), 'owner')
  await page.goto(`/${language}/admin/jobs`)
  const table = page.getByRole('table', { name: words('jobs.list'), exact: true })
  await expect(table.getByRole('row')).toHaveCount(51)
  await expect(table.getByText('the gateway answered 503').first()).toBeVisible()
  // S8: a list shows more than three rows at once.
  await page.setViewportSize({ width: 1440, height: 900 })
  await expect(table.getByRole('row').nth(8)).toBeInViewport({ ratio: 1 })
  await page.setViewportSize({ width: 390, height: 844 })
  await expect(table.getByRole('row').nth(4)).toBeInViewport({ ratio: 1 })
  await expectAccessible(page)

  await page.getByRole('link', { name: words('shell.office.next') }).click()
  await expect(table.getByRole('row')).toHaveCount(11)
  await page.goBack()
  await expect(table.getByRole('row')).toHaveCount(51)

  const action = words('jobs.again.actionFor', { name: words(`jobs.names.${kind}`) })
  await table.getByRole('button', { name: action }).first().click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toBeVisible()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: words('jobs.again.submit') }).click()
  await expect(page.getByText(words('jobs.again.done'))).toBeVisible()
  // Its payload is empty: it fails again, for good, and says why.
  await expect.poll(() => database.jobState(id)).toBe('failed')
  await page.reload()
  await expect(table.getByText('FailedForGood').first()).toBeVisible()
  expect(await database.audited(id)).toEqual(['job.run_again'])
  await database.removeJobs(ids)
})

test('running a job again that a colleague has already rerun says so @once', async ({
  page,
  language,
  words,
  database,
}) => {
  const ids = await database.addFailedJobs(kind, 1)
  await signInTo(page.context(), 'owner')
  await page.goto(`/${language}/admin/jobs`)
  const action = words('jobs.again.actionFor', { name: words(`jobs.names.${kind}`) })
  await page.getByRole('button', { name: action }).first().click()
  await database.removeJobs(ids)
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: words('jobs.again.submit') }).click()
  await expect(dialog.getByText(words('errors.job_not_found'))).toBeVisible()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: words('shell.cancel') }).click()
  await expect(page.getByRole('button', { name: action })).toHaveCount(0)
})

for (const [who, username] of [
  ['a clerk', 'lab'],
  ['an administrator of one branch', 'admin'],
] as const)
  test(`${who} cannot open the jobs page`, async ({ page, language }) => {
    await signInTo(page.context(), username)
    const answer = await page.goto(`/${language}/admin/jobs`)
    expect(answer?.status()).toBe(404)
  })

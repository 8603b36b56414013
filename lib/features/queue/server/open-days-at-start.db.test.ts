import { expect, test, vi } from 'vitest'
import { closePastDays } from './close-past-days'
import { openBusinessDay } from './open-business-day'
import { openDaysAtStart } from './open-days-at-start'

vi.mock('./close-past-days', () => ({ closePastDays: vi.fn() }))
vi.mock('./open-business-day', () => ({ openBusinessDay: vi.fn() }))

test('a day that cannot be opened does not keep the server from starting', async () => {
  vi.mocked(openBusinessDay).mockRejectedValue(new Error('a branch is not in order'))
  await expect(openDaysAtStart()).resolves.toBeUndefined()
  expect(openBusinessDay).toHaveBeenCalledOnce()
})

test('past days, however many people are still in them, do not delay the first request', async () => {
  await openDaysAtStart()
  expect(closePastDays).not.toHaveBeenCalled()
})

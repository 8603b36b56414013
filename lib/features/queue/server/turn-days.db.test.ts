import { expect, test, vi } from 'vitest'
import { closePastDays } from './close-past-days'
import { openBusinessDay } from './open-business-day'
import { turnDays } from './turn-days'

vi.mock('./close-past-days', () => ({ closePastDays: vi.fn() }))
vi.mock('./open-business-day', () => ({ openBusinessDay: vi.fn() }))

test('the server starts even if a day cannot be closed or opened', async () => {
  vi.mocked(closePastDays).mockRejectedValue(new Error('a ticket of that day is not in order'))
  vi.mocked(openBusinessDay).mockRejectedValue(new Error('a branch is not in order'))
  await expect(turnDays()).resolves.toBeUndefined()
  expect(openBusinessDay).toHaveBeenCalledOnce()
})

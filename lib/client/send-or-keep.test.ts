import { beforeEach, expect, test, vi } from 'vitest'
import { request } from './api-client'
import { ApiError } from './api-error'
import { enqueue, isWaiting } from './outbox'
import { sendOrKeep } from './send-or-keep'

vi.mock('./api-client', () => ({ request: vi.fn() }))
vi.mock('./outbox', () => ({ enqueue: vi.fn(), isWaiting: vi.fn() }))

const command = {
  endpoint: { method: 'POST', path: '/api/v1/tickets', mayWaitOffline: true } as const,
  aggregate: 'turns',
  as: 'visitor' as const,
  key: 'k1',
}

beforeEach(() => {
  vi.resetAllMocks()
  vi.mocked(isWaiting).mockResolvedValue(false)
})

test('sends at once where nothing waits', async () => {
  vi.mocked(request).mockResolvedValue('ticket')
  expect(await sendOrKeep(command)).toEqual({ kept: false, answer: 'ticket' })
  expect(request).toHaveBeenCalledWith(command.endpoint, { as: 'visitor', key: 'k1' })
})

test('queues behind rows that already wait', async () => {
  vi.mocked(isWaiting).mockResolvedValue(true)
  expect(await sendOrKeep(command)).toEqual({ kept: true })
  expect(request).not.toHaveBeenCalled()
  expect(enqueue).toHaveBeenCalledWith(command, true)
})

test('keeps an unanswered command under the same key, and throws when it is refused', async () => {
  vi.mocked(request).mockRejectedValueOnce(new ApiError('network', 0))
  expect(await sendOrKeep(command)).toEqual({ kept: true })
  expect(enqueue).toHaveBeenCalledWith(command)
  const refusal = new ApiError('not_found', 404)
  vi.mocked(request).mockRejectedValueOnce(refusal)
  await expect(sendOrKeep(command)).rejects.toBe(refusal)
})

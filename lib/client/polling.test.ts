import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startPolling } from './polling'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('polls at once and then every few seconds, and reports whether each poll succeeded', async () => {
  const poll = vi.fn<() => Promise<boolean>>().mockResolvedValueOnce(false).mockResolvedValue(true)
  const told = vi.fn()
  const stop = startPolling(poll, told)
  await vi.advanceTimersByTimeAsync(0)
  expect(told.mock.calls).toEqual([[false]])
  await vi.advanceTimersByTimeAsync(6_250)
  expect(told.mock.calls).toEqual([[false], [true]])
  stop()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(poll).toHaveBeenCalledTimes(2)
})

test('a slow answer delays the next poll, and an answer after the end is not reported', async () => {
  let answer = (_: boolean) => {}
  const poll = vi.fn(
    () =>
      new Promise<boolean>((resolve) => {
        answer = resolve
      }),
  )
  const told = vi.fn()
  const stop = startPolling(poll, told)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(poll).toHaveBeenCalledTimes(1)
  stop()
  answer(true)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(told).not.toHaveBeenCalled()
  expect(poll).toHaveBeenCalledTimes(1)
})

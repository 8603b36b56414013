import { expect, test } from 'vitest'
import { sendCodeJob } from './jobs'

test('the last try to send a code ends before the code expires, even with the longest pauses', () => {
  const { retries, timeLimitSeconds } = sendCodeJob
  const longestPauses = Array.from({ length: retries }, (_, n) => 10 * 2 ** n)
  const tries = (retries + 1) * timeLimitSeconds
  expect(longestPauses.reduce((sum, pause) => sum + pause, tries)).toBeLessThan(600)
})

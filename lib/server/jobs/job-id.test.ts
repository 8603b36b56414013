import { expect, test } from 'vitest'
import { jobIdOf } from './job-id'

test('a key has one id in a queue, and a different one in another queue', () => {
  expect(jobIdOf('a.b', 'k')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(jobIdOf('a.b', 'k')).toBe(jobIdOf('a.b', 'k'))
  expect(jobIdOf('a.c', 'k')).not.toBe(jobIdOf('a.b', 'k'))
})

import { expect, test } from 'vitest'
import { ApiError } from '@/lib/client/api-error'
import { isUnanswered, keyOfWalkIn } from './walk-in-key'

test('the same walk-in keeps its key for two minutes', () => {
  const first = keyOfWalkIn(null, 'lab', 1_000)
  expect(keyOfWalkIn(first, 'lab', 90_000)).toBe(first)
  expect(keyOfWalkIn(first, 'lab', 121_001).key).not.toBe(first.key)
})

test('a different walk-in, or one after an answer, has its own key', () => {
  const first = keyOfWalkIn(null, 'lab', 1_000)
  expect(keyOfWalkIn(first, 'xray', 2_000).key).not.toBe(first.key)
  expect(keyOfWalkIn(null, 'lab', 2_000).key).not.toBe(first.key)
})

test('only a lost answer keeps the key', () => {
  expect(isUnanswered(new ApiError('network', 0))).toBe(true)
  expect(isUnanswered(new ApiError('network', 201))).toBe(true)
  expect(isUnanswered(new ApiError('unavailable', 504))).toBe(true)
  expect(isUnanswered(new ApiError('not_found', 404))).toBe(false)
  expect(isUnanswered(new Error('x'))).toBe(false)
})

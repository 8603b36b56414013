import { expect, test } from 'vitest'
import { readyJson } from './ready-json'

test('bytes and tag are made once for an owner', () => {
  const owner = {}
  expect(readyJson(owner, '{"a":1}')).toBe(readyJson(owner, '{"a":1}'))
})

test('equal texts of different owners, as of two processes, have equal tags', () => {
  expect(readyJson({}, '{"a":1}')).toEqual(readyJson({}, '{"a":1}'))
})

test('a text that differs in one letter has another tag', () => {
  expect(readyJson({}, '{"a":1}').etag).not.toBe(readyJson({}, '{"a":2}').etag)
  expect(readyJson({}, '{"a":1}').etag).toMatch(/^"[\w-]{22}"$/)
})

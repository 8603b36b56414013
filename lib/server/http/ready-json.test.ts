import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { ReadyJson, readyJson } from './ready-json'

test('bytes and tag are computed once for an owner', () => {
  const owner = {}
  expect(readyJson(owner, '{"a":1}')).toBe(readyJson(owner, '{"a":1}'))
})

test('equal texts of different owners, such as two processes, have equal tags', () => {
  expect(readyJson({}, '{"a":1}')).toEqual(readyJson({}, '{"a":1}'))
})

test('texts that differ in one letter have different tags', () => {
  expect(readyJson({}, '{"a":1}').etag).not.toBe(readyJson({}, '{"a":2}').etag)
  expect(readyJson({}, '{"a":1}').etag).toMatch(/^"[\w-]{22}"$/)
})

test('only a text that needs more than one packet is compressed, and only once', () => {
  expect(new ReadyJson('"short"').isPacked).toBe(false)
  const long = new ReadyJson(JSON.stringify('long'.repeat(300)))
  expect(long.isPacked).toBe(true)
  expect(gunzipSync(long.gzip)).toEqual(long.bytes)
  expect(long.gzip).toBe(long.gzip)
})

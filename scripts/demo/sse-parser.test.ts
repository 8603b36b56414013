import { expect, test } from 'vitest'
import { sseParser } from './sse-parser'

test('parses messages that arrive in pieces', () => {
  const parse = sseParser()
  expect(parse('retry: 2000\n\nid: e.1\nevent: queue_up')).toEqual([])
  expect(parse('date\ndata: {"a":1}\n')).toEqual([])
  expect(parse('\nevent: heartbeat\ndata: {}\n\n')).toEqual([
    { id: 'e.1', type: 'queue_update', data: '{"a":1}' },
    { id: null, type: 'heartbeat', data: '{}' },
  ])
})

test('joins data lines and skips comments', () => {
  expect(sseParser()(': hello\ndata: one\ndata:two\n\n')).toEqual([{ id: null, type: 'message', data: 'one\ntwo' }])
})

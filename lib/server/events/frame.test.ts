import { expect, test } from 'vitest'
import { byeFrame, eventFrame, type Frame, heartbeatFrame, helloFrame, joinFrames, noteFrame } from './frame'

/** The bodies of the chunks in a part of an HTTP/1.1 answer. */
function bodiesOf(chunks: Buffer): string {
  let [at, text] = [0, '']
  while (at < chunks.length) {
    const end = chunks.indexOf('\r\n', at)
    const size = Number.parseInt(chunks.toString('latin1', at, end), 16)
    text += chunks.toString('utf8', end + 2, end + 2 + size)
    expect(chunks.toString('latin1', end + 2 + size, end + 4 + size)).toBe('\r\n')
    at = end + 4 + size
  }
  return text
}

const textOf = (frame: Frame): string => frame.plain.toString()

test('an event carries its number, its type and its body', () => {
  const frame = eventFrame('e1', { seq: 7, topic: 'queue:a', type: 'queue_update', json: '{"name":"الأسنان 🦷"}' })
  expect(textOf(frame)).toBe('id: e1.7\nevent: queue_update\ndata: {"name":"الأسنان 🦷"}\n\n')
})

test('only events and heartbeats move the cursor', () => {
  const at = new Date('2026-11-22T06:00:00.000Z')
  expect(textOf(heartbeatFrame({ epoch: 'e1', seq: 7 }, at))).toBe(
    'id: e1.7\nevent: heartbeat\ndata: {"at":"2026-11-22T06:00:00.000Z"}\n\n',
  )
  for (const frame of [noteFrame('reset', '{"why":"epoch"}'), byeFrame(700), helloFrame(2_000)]) {
    expect(textOf(frame)).not.toContain('id:')
  }
})

test('T2: every block of a stream has data, because `fetch-event-source` takes one without for an empty event', () => {
  const at = new Date('2026-11-22T06:00:00.000Z')
  const heartbeat = heartbeatFrame({ epoch: 'e1', seq: 7 }, at)
  const stream = joinFrames([helloFrame(2_000), noteFrame('reset', '{"why":"epoch"}'), heartbeat, byeFrame(700)])
  const blocks = textOf(stream).split('\n\n').slice(0, -1)
  expect(blocks[0]).toBe('retry: 2000\nevent: reset\ndata: {"why":"epoch"}')
  expect(blocks.filter((block) => !/^data: ./m.test(block))).toEqual([])
})

test('the chunk holds exactly the same bytes', () => {
  for (const frame of [noteFrame('queue_update', `"${'م'.repeat(5_000)}"`), byeFrame(700), helloFrame(2_000)]) {
    expect(bodiesOf(frame.chunk)).toBe(textOf(frame))
  }
})

test('joined messages follow each other', () => {
  const frames = [helloFrame(2_000), noteFrame('reset', '{"why":"epoch"}'), byeFrame(700)]
  const joined = joinFrames(frames)
  expect(textOf(joined)).toBe(frames.map(textOf).join(''))
  expect(bodiesOf(joined.chunk)).toBe(textOf(joined))
})

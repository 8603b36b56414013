import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Frame, noteFrame } from './frame'
import { Reader } from './reader'

const kilobyte = (count: number): Frame => noteFrame('queue_update', 'x'.repeat(count * 1_024))

/** A reader whose sink accepts what the test specifies. */
function readerWith() {
  const sink = { taken: 0, given: 0, said: [] as string[], ended: false, cut: false }
  const left: Reader[] = []
  const reader = new Reader({ remove: (it) => left.push(it) }, new Set(['queue:a']), null, {
    write: (frame) => {
      sink.given += frame.chunk.length
      sink.said.push(frame.plain.toString())
    },
    pending: () => sink.given - sink.taken,
    end: () => (sink.ended = true),
    destroy: () => (sink.cut = true),
  })
  return { reader, sink, left }
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('more than 256 KB unread disconnects a reader, once', () => {
  const { reader, sink, left } = readerWith()
  for (let i = 0; i < 25; i++) reader.write(kilobyte(10))
  expect(sink.cut).toBe(false)
  reader.write(kilobyte(10))
  expect(sink).toMatchObject({ cut: true, ended: false })
  const given = sink.given
  reader.write(kilobyte(10))
  reader.end()
  reader.gone()
  expect(sink).toMatchObject({ given, ended: false })
  expect(left).toEqual([reader])
})

test('a large first snapshot does not count as unread', () => {
  const { reader, sink } = readerWith()
  reader.begin(kilobyte(600))
  reader.write(kilobyte(200))
  expect(sink.cut).toBe(false)
  reader.write(kilobyte(100))
  expect(sink.cut).toBe(true)
})

test('reading nothing for 10 s disconnects a reader', () => {
  const { reader, sink } = readerWith()
  reader.write(kilobyte(1))
  reader.checkStalled(Date.now())
  reader.checkStalled(Date.now() + 9_000)
  expect(sink.cut).toBe(false)
  reader.checkStalled(Date.now() + 10_000)
  expect(sink.cut).toBe(true)
})

test('a slow reader that still reads, and one with nothing to read, stay connected', () => {
  const { reader, sink } = readerWith()
  const silent = readerWith()
  reader.write(kilobyte(100))
  for (let second = 0; second < 60; second += 5) {
    sink.taken += 1_000
    reader.checkStalled(Date.now() + second * 1_000)
    silent.reader.checkStalled(Date.now() + second * 1_000)
  }
  expect([sink.cut, silent.sink.cut]).toEqual([false, false])
})

test('a dismissed reader is told when to reconnect and is removed', () => {
  const { reader, sink, left } = readerWith()
  reader.dismiss(700)
  expect(sink.said).toEqual(['retry: 700\nevent: bye\ndata: {"in":700}\n\n'])
  expect(sink.ended).toBe(true)
  expect(left).toEqual([reader])
})

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { StreamConnection } from './stream-connection'

/** An EventSource controlled by the test. */
class Source extends EventTarget {
  static readonly all: Source[] = []
  closed = false
  constructor(readonly url: string) {
    super()
    Source.all.push(this)
  }
  close(): void {
    this.closed = true
  }
  says(type: string): void {
    this.dispatchEvent(new Event(type))
  }
  sends(type: string): void {
    this.dispatchEvent(Object.assign(new Event(type), { data: '{}', lastEventId: '' }))
  }
}

const newest = () => Source.all[Source.all.length - 1]
const topics = { branch: 'main', services: ['lab'], lines: ['lab'], tickets: [] }
const refusal = (status: number) => new Response(JSON.stringify({ code: 'not_signed_in' }), { status })

beforeEach(() => {
  vi.useFakeTimers()
  Source.all.length = 0
  vi.stubGlobal('EventSource', Source)
  vi.stubGlobal('window', new EventTarget())
  vi.stubGlobal('document', new EventTarget())
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

function begin(answer: () => Promise<Response>) {
  const asked = vi.fn(answer)
  vi.stubGlobal('fetch', asked)
  const on = { frame: vi.fn(), open: vi.fn(), refused: vi.fn() }
  return { asked, on, connection: new StreamConnection(topics, null, on) }
}

test('a session that ends while the stream is open is reported at the next try', async () => {
  const { asked, on, connection } = begin(() => Promise.resolve(refusal(401)))
  newest()?.sends('heartbeat')
  newest()?.says('error')
  expect(asked).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1_500)
  expect(Source.all).toHaveLength(2)
  newest()?.says('error')
  await vi.advanceTimersByTimeAsync(0)
  expect(asked).toHaveBeenCalledTimes(1)
  expect(on.refused).toHaveBeenCalledTimes(1)
  connection.close()
})

test('the reason for each failed try is asked for once, and an outage keeps it backing off', async () => {
  const { asked, on, connection } = begin(() => Promise.resolve(refusal(503)))
  newest()?.says('error')
  newest()?.says('error')
  window.dispatchEvent(new Event('offline'))
  await vi.advanceTimersByTimeAsync(0)
  expect(asked).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(3_000)
  newest()?.says('error')
  await vi.advanceTimersByTimeAsync(0)
  expect(asked).toHaveBeenCalledTimes(2)
  expect(on.refused).not.toHaveBeenCalled()
  connection.close()
})

test('an answer that arrives after the connection was closed is ignored', async () => {
  let answer: (response: Response) => void = () => undefined
  const { on, connection } = begin(() => new Promise<Response>((resolve) => (answer = resolve)))
  newest()?.says('error')
  connection.close()
  answer(refusal(401))
  await vi.advanceTimersByTimeAsync(0)
  expect(on.refused).not.toHaveBeenCalled()
})

test('a stream that opens but sends nothing does not count as open, and is closed after ten seconds', async () => {
  const { on, connection } = begin(() => Promise.resolve(new Response('')))
  newest()?.says('open')
  await vi.advanceTimersByTimeAsync(5_000)
  expect(on.open).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(12_000)
  expect(Source.all.length).toBeGreaterThan(1)
  expect(Source.all[0]?.closed).toBe(true)
  newest()?.sends('heartbeat')
  expect(on.open.mock.calls).toEqual([[true]])
  connection.close()
})

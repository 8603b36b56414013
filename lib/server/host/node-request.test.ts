import { once } from 'node:events'
import { createServer, request } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { jsonOf, readBody } from '../http/read-body'
import { NodeRequest } from './node-request'

type Seen = { request: NodeRequest; read: () => Promise<Uint8Array> }

let stop: () => void = () => undefined
afterEach(() => stop())

/** A server that passes each request to `work` and returns the result. */
async function listening(work: (seen: Seen) => Promise<string>): Promise<number> {
  const server = createServer((req, res) => {
    const own = new NodeRequest(req)
    void work({ request: own, read: () => readBody(own) })
      .catch((error: Error) => error.message)
      .then((text) => res.end(text))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  stop = () => {
    server.close()
    server.closeAllConnections()
  }
  return (server.address() as AddressInfo).port
}

async function post(port: number, parts: readonly string[], headers: Record<string, string> = {}): Promise<string> {
  const sent = request({ port, host: '127.0.0.1', method: 'POST', path: '/a?b=1', headers })
  for (const part of parts) sent.write(part)
  sent.end()
  const [answer] = (await once(sent, 'response')) as [AsyncIterable<Buffer>]
  let text = ''
  for await (const part of answer) text += String(part)
  return text
}

const json = { 'content-type': 'application/json' }

test('a body of a declared length is read whole', async () => {
  const port = await listening(async ({ request: it, read }) => jsonOf(it, await read()).text)
  const text = JSON.stringify({ name: 'المختبر' })
  expect(await post(port, [text], { ...json, 'content-length': String(Buffer.byteLength(text)) })).toBe(text)
})

test('a chunked body of no declared length is read whole', async () => {
  const port = await listening(async ({ request: it, read }) => jsonOf(it, await read()).text)
  expect(await post(port, ['{"a":', '1}'], json)).toBe('{"a":1}')
})

test('a body that is too large is refused with an answer', async () => {
  const port = await listening(async ({ read }) => String((await read()).byteLength))
  expect(await post(port, ['x'.repeat(70_000)], json)).toBe('body_too_large')
})

test('a sender that disconnects half-way ends the read', async () => {
  let failed: (error: unknown) => void = () => undefined
  const failure = new Promise((resolve) => {
    failed = resolve
  })
  const port = await listening(async ({ read }) => {
    await read().catch(failed)
    return ''
  })
  const socket = connect(port, '127.0.0.1')
  socket.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc', () => socket.destroy())
  expect(await failure).toMatchObject({ code: 'invalid_json' })
})

test('address, method, headers and peer are those of the connection', async () => {
  const port = await listening(async ({ request: it }) =>
    JSON.stringify([it.method, it.url, it.headers.get('x-own'), it.headers.get('x-none'), it.peer]),
  )
  const peer = { socket: '127.0.0.1', client: '127.0.0.1' }
  expect(JSON.parse(await post(port, [], { 'x-own': 'yes' }))).toEqual([
    'POST',
    'http://localhost/a?b=1',
    'yes',
    null,
    peer,
  ])
})

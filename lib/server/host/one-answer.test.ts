import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { oneAnswerAtATime } from './one-answer'

let stop: () => void = () => undefined
afterEach(() => stop())

/** A server whose answers are given by hand, and a connection to it. */
async function connected(): Promise<{
  begun: { path: string; res: ServerResponse }[]
  socket: Socket
  said: () => string
}> {
  const begun: { path: string; res: ServerResponse }[] = []
  const server = createServer((req, res) => {
    oneAnswerAtATime(req, res, () => begun.push({ path: req.url ?? '', res }))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  let said = ''
  socket.on('data', (part) => (said += String(part)))
  socket.on('error', () => undefined)
  stop = () => {
    socket.destroy()
    server.close()
    server.closeAllConnections()
  }
  return { begun, socket, said: () => said }
}

const get = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`

test('pipelined requests are started one by one, each after the answer before it was sent', async () => {
  const { begun, socket, said } = await connected()
  socket.write(get('/1') + get('/2') + get('/3'))
  await vi.waitFor(() => expect(begun.map(({ path }) => path)).toEqual(['/1']))
  begun[0]?.res.end('one')
  await vi.waitFor(() => expect(begun.map(({ path }) => path)).toEqual(['/1', '/2']))
  begun[1]?.res.end('two')
  await vi.waitFor(() => expect(begun).toHaveLength(3))
  begun[2]?.res.end('three')
  await vi.waitFor(() => expect(said()).toMatch(/one[^]*two[^]*three/))
})

test('requests one after the other on a kept-alive connection are answered', async () => {
  const { begun, socket, said } = await connected()
  for (const [i, path] of ['/1', '/2'].entries()) {
    socket.write(get(path))
    await vi.waitFor(() => expect(begun).toHaveLength(i + 1))
    begun[i]?.res.end(`end of ${path}`)
    await vi.waitFor(() => expect(said()).toContain(`end of ${path}`))
  }
})

test('no further request is started for a client that does not read its answers', async () => {
  const { begun, socket } = await connected()
  socket.pause()
  socket.write(get('/1') + get('/2'))
  await vi.waitFor(() => expect(begun).toHaveLength(1))
  // More than the buffers of the system hold.
  begun[0]?.res.end(Buffer.alloc(32_000_000))
  expect(begun[0]?.res.writableEnded).toBe(true)
  await vi.waitFor(() => expect(begun[0]?.res.req.socket.writableLength).toBeGreaterThan(0))
  expect(begun).toHaveLength(1)
  socket.resume()
  await vi.waitFor(() => expect(begun).toHaveLength(2), 10_000)
})

test('no further request is started after the client has gone', async () => {
  const { begun, socket } = await connected()
  socket.write(get('/1') + get('/2'))
  await vi.waitFor(() => expect(begun).toHaveLength(1))
  const first = begun[0]?.res as ServerResponse
  socket.destroy()
  await once(first, 'close')
  expect(begun).toHaveLength(1)
})

test('a connection with too many pipelined requests is closed', async () => {
  const { begun, socket } = await connected()
  const closed = once(socket, 'close')
  socket.write(get('/').repeat(200))
  await closed
  expect(begun.length).toBe(1)
})

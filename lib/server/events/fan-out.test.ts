import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fanOut, shareFanOut } from './fan-out'
import { noteFrame } from './frame'
import { Reader } from './reader'
import { SocketSink } from './socket-sink'

let server: Server
let letGo: () => Promise<void>
const [near, far]: [Socket[], Socket[]] = [[], []]

beforeAll(async () => {
  const outfile = join(process.cwd(), '.generated/test/fan-out-thread.mjs')
  const entryPoints = ['lib/server/events/fan-out-thread.ts']
  await build({ entryPoints, outfile, bundle: true, platform: 'node', format: 'esm', target: 'node20' })
  letGo = shareFanOut(outfile)
  server = createServer((socket) => near.push(socket))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  for (let i = 0; i < 300; i++) far.push(connect(port, '127.0.0.1'))
  await Promise.all(far.map((socket) => once(socket, 'connect')))
  while (near.length < 300) await once(server, 'connection')
})

afterAll(async () => {
  for (const socket of far) socket.destroy()
  await new Promise((done) => server.close(done))
  await letGo()
})

test('two threads deliver every frame to every reader in order, even to late readers', async () => {
  const home = { remove: () => expect.unreachable('nobody is cut') }
  const readers = new Set(near.map((socket) => new Reader(home, new Set(), null, new SocketSink(socket))))
  const got = new Map(far.map((socket) => [socket, '']))
  const listen = (socket: Socket): unknown =>
    socket.setEncoding('utf8').on('data', (part: string) => got.set(socket, (got.get(socket) ?? '') + part))
  // The server's connections are in another order than the clients': the late readers are identified by port.
  const late = far.slice(0, 20)
  const owing = near.filter((socket) => late.some((it) => it.localPort === socket.remotePort))
  for (const socket of far) if (!late.includes(socket)) listen(socket)

  // Fills the kernel buffers of those that do not read, so that what follows must wait in their streams.
  const filling = 'x'.repeat(50_000)
  const filled = new Map<number | undefined, number>()
  for (let left = owing; left.length > 0; left = left.filter((socket) => socket.writableLength === 0)) {
    for (const socket of left) {
      socket.write(filling)
      filled.set(socket.remotePort, (filled.get(socket.remotePort) ?? 0) + 1)
    }
    await new Promise((done) => setImmediate(done))
  }

  let all = ''
  const tell = async (i: number): Promise<void> => {
    const frame = noteFrame('note', JSON.stringify({ i, text: 'x'.repeat(50_000) }))
    all += frame.chunk.toString()
    fanOut(readers, frame)
    await new Promise((done) => setImmediate(done))
  }
  await tell(0)
  await tell(1)
  for (const socket of late) listen(socket)
  await tell(2)
  const isWhole = (socket: Socket): boolean =>
    got.get(socket) === filling.repeat(filled.get(socket.localPort) ?? 0) + all
  await expect.poll(() => far.filter(isWhole).length, { timeout: 20_000 }).toBe(300)
}, 40_000)

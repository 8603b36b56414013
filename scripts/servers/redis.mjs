import { connect } from 'node:net'
import { freePort } from './free-port.mjs'
import { startServer, throwAwayFolder } from './server-process.mjs'
import { systemProgram } from './system-program.mjs'

function answersPing(port) {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' }, () => socket.write('PING\r\n'))
    socket.setTimeout(1_000, () => socket.destroy())
    socket.once('data', (answer) => {
      resolve(answer.toString().startsWith('+PONG'))
      socket.destroy()
    })
    socket.once('error', () => resolve(false))
    socket.once('close', () => resolve(false))
  })
}

/** Starts a separate Redis without persistence, optionally on `port`. */
export async function startRedis({ port = undefined } = {}) {
  const program = systemProgram('redis-server')
  const folder = throwAwayFolder('redis')
  const listening = port ?? (await freePort())
  const settings = { port: listening, bind: '127.0.0.1', save: '', appendonly: 'no', dir: folder.path, daemonize: 'no' }
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)])
  const server = await startServer('Redis', program, args, {
    isReady: () => answersPing(listening),
    onStopped: folder.remove,
  })
  return { url: `redis://127.0.0.1:${listening}`, port: listening, pid: server.pid, stop: server.stop }
}

/** The server of REDIS_URL if set, otherwise a separate one. */
export async function provideRedis() {
  const given = process.env.REDIS_URL
  return given ? { url: given, stop: async () => {} } : startRedis()
}

import { connect } from 'node:net'
import { freePort } from '../../scripts/servers/free-port.mjs'
import { startServer } from '../../scripts/servers/server-process.mjs'

const listens = (port) =>
  new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' }, () => resolve(socket.destroy() && true))
    socket.once('error', () => resolve(false))
  })

/** Starts a Node server that takes its port from PORT or from `args(port)`. */
export async function startPeer(name, args, cwd) {
  const port = await freePort()
  const server = await startServer(name, process.execPath, args(port), {
    cwd,
    env: { PATH: process.env.PATH, PORT: String(port), NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    isReady: () => listens(port),
  })
  return { port, pid: server.pid, stop: server.stop }
}

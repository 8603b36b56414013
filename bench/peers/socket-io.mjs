import { join } from 'node:path'
import { startPeer } from './start-peer.mjs'

/** Socket.IO with its defaults, over WebSockets from the start. */
export const socketIo = {
  name: 'Socket.IO',
  mode: 'socket.io',
  request:
    'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
    'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
  start: () => startPeer('Socket.IO', () => [join(import.meta.dirname, 'socket-io-server.mjs')]),
}

// The example of the Socket.IO documentation, with an endpoint to publish to.
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { Server } from 'socket.io'

const http = createServer(async (request, response) => {
  if (request.method !== 'POST' || request.url !== '/publish') return response.writeHead(404).end()
  io.emit('queue_update', JSON.parse(await text(request)))
  response.writeHead(204).end()
})
const io = new Server(http, { transports: ['websocket'], serveClient: false })
http.listen(Number(process.env.PORT), '127.0.0.1', 4096)

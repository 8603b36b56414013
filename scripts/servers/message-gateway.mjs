import { createServer } from 'node:http'
import { freePort } from './free-port.mjs'

/**
 * A message gateway that delivers nothing: it accepts what is posted to it, and `GET /<number>` returns the newest text
 * for a number.
 */
export async function startMessageGateway() {
  const texts = new Map()
  const server = createServer((request, response) => {
    if (request.method === 'GET') {
      response.end(texts.get(decodeURIComponent(request.url.slice(1))) ?? '')
      return
    }
    let body = ''
    request.setEncoding('utf8').on('data', (part) => (body += part))
    request.on('end', () => {
      const { to, text } = JSON.parse(body)
      texts.set(to, text)
      response.writeHead(202).end()
    })
  })
  const port = await freePort()
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${port}/`,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

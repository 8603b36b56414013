import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { expect, test } from 'vitest'
import { somebody } from './accounts'
import { send, server } from './send'

test('a slowly sent command is judged by the sender’s rights at the end of the body, not at its start', async () => {
  const { cookie } = await somebody()
  const body = JSON.stringify({ displayName: 'Somebody' })
  const sent = request({
    host: server.hostname,
    port: server.port,
    method: 'POST',
    path: '/api/v1/queues/eyes/call-next',
    headers: { cookie, 'content-type': 'application/json', 'content-length': body.length, expect: '100-continue' },
  })
  sent.flushHeaders()
  // The server has read the headers and waits for the body.
  await once(sent, 'continue')
  sent.write(body.slice(0, 5))
  expect((await send('DELETE', '/api/v1/session', { cookie })).json).toEqual({ signedOut: true })
  sent.end(body.slice(5))
  const [answer] = (await once(sent, 'response')) as [IncomingMessage]
  answer.resume()
  expect(answer.statusCode).toBe(401)
})

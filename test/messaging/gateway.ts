import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Message } from '@/lib/server/messaging/message'

/** One request received by the gateway. */
export type Received = { message: Message; authorization: string | undefined; key: string | undefined; type: string }

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}

/**
 * A gateway that speaks the real protocol and delivers nothing. `answers` are the statuses of the next requests, 0 for
 * disconnecting without one; after that it accepts everything.
 */
export async function startGateway() {
  const received: Received[] = []
  let answers: number[] = []
  const server = createServer((request, response) => {
    void bodyOf(request).then((text) => {
      const { authorization, 'idempotency-key': key, 'content-type': type = '' } = request.headers
      received.push({ message: JSON.parse(text) as Message, authorization, key: String(key), type })
      const status = answers.shift() ?? 202
      if (status === 0) request.socket.destroy()
      else response.writeHead(status, { location: 'http://127.0.0.1:1/elsewhere' }).end()
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/send`,
    received,
    /** The code in the newest message. */
    lastCode: (): string => /\d{6}/.exec(received.at(-1)?.message.text ?? '')?.[0] ?? '',
    answerWith: (...statuses: number[]): void => {
      answers = statuses
    },
    stop: async (): Promise<void> => {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

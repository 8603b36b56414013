import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'

const body = (service) => JSON.stringify({ service })

function attempt(agent, port, service, key, cutAfterMs) {
  return new Promise((resolve) => {
    const text = body(service)
    const outgoing = request(
      {
        agent,
        port,
        host: '127.0.0.1',
        method: 'POST',
        path: '/api/v1/tickets',
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(text),
          'idempotency-key': key,
        },
      },
      (answer) => {
        let said = ''
        answer.setEncoding('utf8')
        answer.on('data', (part) => (said += part))
        answer.on('end', () => resolve({ status: answer.statusCode, said }))
        answer.on('error', () => resolve({ status: 0, said: '' }))
      },
    )
    outgoing.on('error', () => resolve({ status: 0, said: '' }))
    outgoing.end(text)
    if (cutAfterMs !== null) setTimeout(() => outgoing.destroy(), cutAfterMs)
  })
}

/**
 * `clients` concurrent clients, each taking turns as new visitors for `seconds`. A failed request is retried with the
 * same key until it gets a ticket; `cutShare` of the first tries disconnect before the answer, like a phone in a lift.
 * Latency counts from the first try.
 */
export async function takeTurns({ port, service, clients, seconds, cutShare = 0 }) {
  const agent = new Agent({ keepAlive: true, maxSockets: clients })
  const tickets = []
  const latencies = []
  const failures = {}
  const began = performance.now()
  const end = began + seconds * 1000
  let cuts = 0

  async function oneTicket() {
    const key = randomUUID()
    const from = performance.now()
    let cutAfterMs = Math.random() < cutShare ? Math.random() * 20 : null
    for (;;) {
      const { status, said } = await attempt(agent, port, service, key, cutAfterMs)
      if (status === 200 || status === 201) {
        latencies.push(performance.now() - from)
        tickets.push(JSON.parse(said))
        return
      }
      if (status === 0 && cutAfterMs !== null) cuts++
      else if (status < 500) throw new Error(`a turn was refused: ${status} ${said}`)
      failures[status] = (failures[status] ?? 0) + 1
      cutAfterMs = null
      await wait(5 + Math.random() * 20)
    }
  }

  async function person() {
    while (performance.now() < end) await oneTicket()
  }

  await Promise.all(Array.from({ length: clients }, person))
  const tookMs = performance.now() - began
  agent.destroy()
  return { tickets, latencies, failures, cuts, tookMs }
}

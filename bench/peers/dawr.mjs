import { randomUUID } from 'node:crypto'
import { startDawr } from '../../scripts/servers/dawr.mjs'
import { send } from '../platform/http.mjs'

/** Settings of every measured Dawr: the demonstration's clinics, raised limits, everything else default. */
export const settings = {
  DAWR_ENV: 'development',
  DEMONSTRATION: 'on',
  LOG_LEVEL: 'info',
  JOIN_LIMIT_PER_MINUTE: '100000000',
  JOIN_LIMIT_PER_ADDRESS_PER_MINUTE: '100000000',
  API_LIMIT_PER_HOUR: '100000000',
  PAGE_LIMIT_PER_SECOND: '100000000',
  ADDRESS_LIMIT_PER_SECOND: '100000000',
}

/**
 * Starts the production host, of this project or of the one in `root`, on a database or else on its embedded one, and
 * returns the calls that the benches make.
 */
export async function startClinic({ database, dataDir, env = {}, root, readyWithin }) {
  const host = await startDawr({ env: { ...settings, DATABASE_URL: database, ...env }, dataDir, root, readyWithin })
  return { ...host, ...clientOf(host.port, host.accounts) }
}

/** The calls that the benches make to the server at `port`; staff calls as the branch's manager. */
export function clientOf(port, accounts) {
  let staff = null

  async function command(path, body, headers = {}) {
    const text = JSON.stringify(body)
    const answer = await send(port, 'POST', path, {
      body: text,
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(text),
        'idempotency-key': randomUUID(),
        ...headers,
      },
    })
    if (answer.status >= 300)
      throw Object.assign(new Error(`POST ${path}: ${answer.status} ${answer.text}`), { status: answer.status })
    return { ...answer, body: JSON.parse(answer.text) }
  }

  async function read(path) {
    const answer = await send(port, 'GET', path)
    if (answer.status !== 200) throw new Error(`GET ${path}: ${answer.status} ${answer.text}`)
    return { ...answer, body: JSON.parse(answer.text) }
  }

  async function signIn() {
    const { username, password } = accounts.find((account) => account.username === 'manager')
    const answer = await command('/api/v1/session', { username, password })
    return answer.headers['set-cookie'].map((cookie) => cookie.split(';')[0]).join('; ')
  }

  async function asStaff(path, body) {
    staff ??= signIn()
    return command(path, body, { cookie: await staff })
  }

  return {
    /** The session cookie of the manager. */
    staffCookie: () => (staff ??= signIn()),
    join: (service) => command('/api/v1/tickets', { service }),
    branch: () => read('/api/v1/branches/main'),
    status: (service) => read(`/api/v1/queues/${service}/status`),
    callNext: (service, servicePoint) => asStaff(`/api/v1/queues/${service}/call-next`, { servicePoint }),
    act: (ticketId, action) => asStaff(`/api/v1/tickets/${ticketId}/${action}`, {}),
    async servicePointOf(service) {
      const { body } = await read('/api/v1/branches/main')
      return body.servicePoints.find((point) => point.services.includes(service)).slug
    },
  }
}

/** A queue in the middle of a morning: eight were called, one is being served, 35 wait. Returns its service point. */
export async function fillQueue(clinic, service, { called = 8, waiting = 35 } = {}) {
  const servicePoint = await clinic.servicePointOf(service)
  for (let i = 0; i < called + waiting; i++) await clinic.join(service)
  for (let i = 0; i < called; i++) {
    const { body: ticket } = await clinic.callNext(service, servicePoint)
    await clinic.act(ticket.id, 'start')
  }
  return servicePoint
}

import { readFileSync } from 'node:fs'
import { goodOfPeople } from './accounts'
import { exchange, newPairing, newToken, pairedDevice, typeCode } from './devices'
import { calledAlone, clear, command, visitorWithTurn, walkIn } from './line'
import { goodOfPersons } from './persons'
import { type Answer, cookieOf, send, sendAs } from './send'
import { goodOfSetUp } from './set-up'
import { goodOfVisits } from './visits'

/** The clinic of these requests. */
export const eyes = { service: 'eyes', room: 'room-7' }
const body = {}

async function ticketPath(name: string, prepare: () => Promise<{ id: string }>): Promise<string> {
  return `/api/v1/tickets/${(await prepare()).id}/${name}`
}

const clerk = async (path: Promise<string>, sent: object = body): Promise<Answer> =>
  sendAs('clerk', 'POST', await path, { body: sent })

export type Account = { username: string; password: string }

/** A member of staff who calls visitors. */
export function someAccount(): Account {
  const accounts = JSON.parse(readFileSync(process.env['DAWR_ACCOUNTS'] ?? '', 'utf8')) as Account[]
  const { username = '', password = '' } = accounts.find((it) => it.username === 'xray') ?? {}
  return { username, password }
}

const switchChime = (on: boolean): Promise<Answer> =>
  sendAs('owner', 'POST', '/api/v1/branches/main/flags/hall_chime', { body: { on } })

/** One valid request to each endpoint. */
export const good: Record<string, () => Promise<Answer>> = {
  listAudit: () => sendAs('manager', 'GET', '/api/v1/audit?branch=main&action=ticket.&limit=10'),
  listServices: () => send('GET', '/api/v1/services'),
  getBranch: () => send('GET', '/api/v1/branches/main'),
  listFlags: () => sendAs('manager', 'GET', '/api/v1/branches/main/flags'),
  switchFlag: async () => {
    await switchChime(false)
    return switchChime(true)
  },
  getSession: () => sendAs('clerk', 'GET', '/api/v1/session'),
  signIn: () => send('POST', '/api/v1/session', { body: someAccount() }),
  signOut: async () => {
    const cookie = cookieOf(await send('POST', '/api/v1/session', { body: someAccount() }))
    return send('DELETE', '/api/v1/session', { cookie })
  },
  joinQueue: () => send('POST', '/api/v1/tickets', { body: { service: 'eyes', branch: 'main' } }),
  getTicket: async () => {
    const { ticket, cookie } = await visitorWithTurn(eyes)
    return send('GET', `/api/v1/tickets/${ticket.id}`, { cookie })
  },
  listMyTickets: async () => send('GET', '/api/v1/tickets', { cookie: (await visitorWithTurn(eyes)).cookie }),
  getQueueStatus: () => send('GET', '/api/v1/queues/eyes/status?branch=main'),
  getLine: async () => {
    await walkIn(eyes)
    return sendAs('reception', 'GET', '/api/v1/queues/eyes/line')
  },
  listOccupied: async () => {
    await calledAlone(eyes)
    return sendAs('reception', 'GET', '/api/v1/service-points/occupied')
  },
  listRecent: async () => {
    await command(await command(await calledAlone(eyes), 'start'), 'finish')
    return sendAs('reception', 'GET', '/api/v1/service-points/room-7/recent')
  },
  callNext: async () => {
    await clear(eyes)
    await walkIn(eyes)
    return sendAs('clerk', 'POST', '/api/v1/queues/eyes/call-next', { body: { servicePoint: 'room-7' } })
  },
  recall: () => clerk(ticketPath('recall', () => calledAlone(eyes))),
  start: () => clerk(ticketPath('start', () => calledAlone(eyes))),
  finish: () => clerk(ticketPath('finish', async () => command(await calledAlone(eyes), 'start'))),
  noAnswer: () => clerk(ticketPath('no-answer', () => calledAlone(eyes))),
  hold: () => clerk(ticketPath('hold', () => walkIn(eyes))),
  resume: () => clerk(ticketPath('resume', async () => command(await walkIn(eyes), 'hold'))),
  transfer: () =>
    clerk(
      ticketPath('transfer', () => walkIn(eyes)),
      { service: 'audio' },
    ),
  cancel: () => clerk(ticketPath('cancel', () => walkIn(eyes))),
  undo: () => clerk(ticketPath('undo', () => calledAlone(eyes))),
  openPairing: () => send('POST', '/api/v1/device-pairings', { body: { kind: 'kiosk' } }),
  getPairing: async () => (await newPairing()).ask(),
  getOwnDevice: async () => send('GET', '/api/v1/device', { cookie: (await pairedDevice('tablet')).cookie }),
  listDevices: () => sendAs('manager', 'GET', '/api/v1/devices?branch=main&limit=10'),
  pairDevice: async () => typeCode((await newPairing()).code),
  renameDevice: async () =>
    sendAs('manager', 'POST', `/api/v1/devices/${(await pairedDevice()).id}/rename`, { body: { label: 'المدخل' } }),
  revokeDevice: async () => sendAs('manager', 'POST', `/api/v1/devices/${(await pairedDevice()).id}/revoke`),
  listTokens: () => sendAs('owner', 'GET', '/api/v1/api-tokens?limit=10'),
  createToken: () =>
    sendAs('owner', 'POST', '/api/v1/api-tokens', {
      body: { name: 'results', scopes: ['board.read'], branch: 'main', expiresInDays: 30 },
    }),
  revokeToken: async () => sendAs('owner', 'POST', `/api/v1/api-tokens/${(await newToken()).id}/revoke`),
  exchangeToken: async () => exchange((await newToken()).token),
  listJobs: () => sendAs('owner', 'GET', '/api/v1/jobs?state=waiting'),
  ...goodOfPeople,
  ...goodOfPersons,
  ...goodOfSetUp,
  ...goodOfVisits,
  getHealth: () => send('GET', '/api/v1/health'),
  getLive: () => send('GET', '/api/v1/health/live'),
  getReady: () => send('GET', '/api/v1/health/ready'),
  getMetrics: () => send('GET', '/api/v1/health/metrics'),
  getOpenApi: () => send('GET', '/api/v1/openapi.json'),
}

// The first can be used once per installation; the second never ends; the others need a message gateway. All have
// separate tests.
export const elsewhere = ['setUp', 'eventStream', 'requestCode', 'confirmPhone', 'runJobAgain']

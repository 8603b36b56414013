import { listServices } from '@/lib/features/branches/contract'
import { type TicketDto, ticketDto } from '@/lib/features/queue/contract'
import { getLine } from '@/lib/features/queue/line-contract'
import { type Answer, cookieOf, send, sendAs } from './send'

/** A clinic of the demonstration centre and one of its rooms. Each test file uses its own. */
export type Clinic = { service: string; room: string }

function ticketIn(answer: Answer): TicketDto {
  if (answer.status >= 300) throw new Error(`${answer.status} ${answer.text}`)
  return ticketDto.parse(answer.json)
}

/** Registers a walk-in. */
export async function walkIn({ service }: Clinic): Promise<TicketDto> {
  return ticketIn(await sendAs('clerk', 'POST', '/api/v1/tickets', { body: { service } }))
}

/** A new visitor's browser that has taken a turn. */
export async function visitorWithTurn({ service }: Clinic): Promise<{ cookie: string; ticket: TicketDto }> {
  const answer = await send('POST', '/api/v1/tickets', { body: { service } })
  return { ticket: ticketIn(answer), cookie: cookieOf(answer) }
}

/** Sends a command on a ticket as a clerk. */
export async function command(ticket: TicketDto, name: string, body: object = {}): Promise<TicketDto> {
  return ticketIn(await sendAs('clerk', 'POST', `/api/v1/tickets/${ticket.id}/${name}`, { body }))
}

/** Cancels all tickets of a clinic. */
export async function clear({ service }: Clinic): Promise<void> {
  const line = await sendAs('clerk', 'GET', `/api/v1/queues/${service}/line`)
  for (const ticket of getLine.answer.parse(line.json).tickets) {
    await command(ticket, ticket.state === 'in_service' ? 'finish' : 'cancel')
  }
}

/** Calls the next of a clinic to its room. */
export async function callNext({ service, room }: Clinic): Promise<TicketDto> {
  return ticketIn(
    await sendAs('clerk', 'POST', `/api/v1/queues/${service}/call-next`, { body: { servicePoint: room } }),
  )
}

/** The only ticket of a clinic, just called. */
export async function calledAlone(clinic: Clinic): Promise<TicketDto> {
  await clear(clinic)
  await walkIn(clinic)
  return callNext(clinic)
}

/** The public state of every queue: equal before and after means that nothing was written. */
export async function everyQueue(): Promise<unknown[]> {
  const { services } = listServices.answer.parse((await send('GET', '/api/v1/services')).json)
  const read = services.map(({ slug }) => send('GET', `/api/v1/queues/${slug}/status`))
  return (await Promise.all(read)).map((it) => it.json)
}

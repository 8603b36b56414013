import { randomUUID } from 'node:crypto'
import createClient, { type Client, type Middleware } from 'openapi-fetch'
import type { paths, Ticket, TicketUpdate } from './api.js'

// What a developer elsewhere writes, with types generated from the description of the API and nothing else of ours.

/** A client with the cookies that it was given, as a browser has. */
function browser(baseUrl: string): Client<paths> {
  const cookies = new Map<string, string>()
  const jar: Middleware = {
    onRequest({ request }) {
      request.headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
      return request
    },
    onResponse({ response }) {
      for (const line of response.headers.getSetCookie()) {
        const [name = '', value = ''] = line.split(';')[0]?.split('=') ?? []
        cookies.set(name, value)
      }
    },
  }
  const client = createClient<paths>({ baseUrl })
  client.use(jar)
  return client
}

/** The answer, or an error with the code of the refusal. */
function dataOf<Data>({ data, error }: { data?: Data; error?: { code: string } }): Data {
  if (data === undefined) throw new Error(error?.code ?? 'no answer')
  return data
}

const once = () => ({ 'Idempotency-Key': randomUUID() })

/** The states of a ticket as they change, until it is completed. */
async function statesOf(client: Client<paths>, id: string): Promise<Ticket['state'][]> {
  const stream = dataOf(
    await client.GET('/api/v1/events/stream', { params: { query: { ticket: [id] } }, parseAs: 'stream' }),
  )
  if (!stream) throw new Error('no stream')
  const states: Ticket['state'][] = []
  let text = ''
  for await (const part of stream.pipeThrough(new TextDecoderStream())) {
    text += part
    const events = text.split('\n\n')
    text = events.pop() ?? ''
    for (const event of events.filter((it) => it.includes('event: ticket_update'))) {
      const { state } = JSON.parse(/^data: (.*)$/m.exec(event)?.[1] ?? '') as TicketUpdate
      states.push(state)
      if (state === 'completed') return states
    }
  }
  return states
}

/** The codes with which a call of the next visitor is refused are known, and no others. */
async function isEmpty(staff: Client<paths>, service: string, servicePoint: string): Promise<boolean> {
  const { error } = await staff.POST('/api/v1/queues/{service}/call-next', {
    params: { path: { service }, header: once() },
    body: { servicePoint },
  })
  // @ts-expect-error This operation is never refused with another operation's code.
  if (error?.code === 'username_taken') throw new Error('impossible')
  return error?.code === 'queue_empty'
}

export type Job = {
  baseUrl: string
  account: { username: string; password: string }
  service: string
  servicePoint: string
}

/** Takes a turn and follows it, while a member of staff signs in, calls the next, starts and finishes. */
export async function mainJob({ baseUrl, account, service, servicePoint }: Job) {
  const visitor = browser(baseUrl)
  const taken: Ticket = dataOf(await visitor.POST('/api/v1/tickets', { params: { header: once() }, body: { service } }))
  const states = statesOf(visitor, taken.id)

  const staff = browser(baseUrl)
  const session = dataOf(await staff.POST('/api/v1/session', { body: account }))
  const called = dataOf(
    await staff.POST('/api/v1/queues/{service}/call-next', {
      params: { path: { service }, header: once() },
      body: { servicePoint },
    }),
  )
  const command = { params: { path: { id: called.id }, header: once() } }
  const started: Ticket = dataOf(await staff.POST('/api/v1/tickets/{id}/start', command))
  const finished: Ticket = dataOf(
    await staff.POST('/api/v1/tickets/{id}/finish', {
      params: { path: { id: called.id }, header: once() },
      body: { version: started.version },
    }),
  )
  return {
    session,
    taken,
    called,
    finished,
    states: await states,
    isEmpty: await isEmpty(staff, service, servicePoint),
  }
}

import { readFileSync } from 'node:fs'

/** An answer of the API: status, body and headers. */
export type Answer = { status: number; body: Record<string, unknown>; headers: Headers }
type Sent = { body?: unknown; headers?: Record<string, string> }

/** A ticket as returned to its holder. */
export type Ticket = { id: string; code: string; visitToken: string; cookie: string; cursor: string }

/** The public API of a server, as used by programs. */
export class Api {
  constructor(
    readonly url: string,
    private readonly accountsFile: string,
  ) {}

  async send(method: string, path: string, { body, headers = {} }: Sent = {}): Promise<Answer> {
    const answer = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(20_000),
    })
    const text = await answer.text()
    const isJson = answer.headers.get('content-type')?.includes('json') ?? false
    return { status: answer.status, body: isJson ? JSON.parse(text) : { text }, headers: answer.headers }
  }

  /** Takes a turn as a new visitor. Throws when refused. */
  async join(service: string, headers: Record<string, string> = {}): Promise<Ticket> {
    const answer = await this.send('POST', '/tickets', { body: { service }, headers })
    if (answer.status !== 201) throw new Error(`join: ${answer.status} ${JSON.stringify(answer.body)}`)
    const { id, code, link } = answer.body as { id: string; code: string; link: string }
    const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? ''
    return { id, code, visitToken: link.split('/').at(-1) ?? '', cookie, cursor: answer.headers.get('x-cursor') ?? '' }
  }

  /** Signs in with a demonstration account and returns the cookie. */
  signIn(username: string): Promise<{ cookie: string }> {
    return this.signInOn('', username)
  }

  /** Signs in on a device that has its own cookie. */
  async signInOn(device: string, username: string): Promise<{ cookie: string }> {
    const accounts = JSON.parse(readFileSync(this.accountsFile, 'utf8')) as { username: string; password: string }[]
    const password = accounts.find((it) => it.username === username)?.password
    const answer = await this.send('POST', '/session', { body: { username, password }, headers: { cookie: device } })
    if (answer.status !== 200) throw new Error(`sign-in: ${answer.status} ${JSON.stringify(answer.body)}`)
    return { cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '' }
  }

  /** One metric summed over the processes that share one port. */
  async metric(name: string, processes: number): Promise<number> {
    const values = [...(await this.metricByProcess(name, processes)).values()]
    return values.reduce((sum, value) => sum + value, 0)
  }

  /** One metric of each process that shares one port, by its number among the workers. */
  async metricByProcess(name: string, processes: number): Promise<Map<number, number>> {
    const byProcess = new Map<number, number>()
    const pattern = new RegExp(`^${name}\\{worker="(\\d+)"\\} (\\S+)$`, 'm')
    // A replaced process needs a while until it answers.
    for (const deadline = Date.now() + 20_000; byProcess.size < processes; ) {
      if (Date.now() > deadline) throw new Error(`only ${byProcess.size} of ${processes} processes answer`)
      // A new connection each time, so that every worker gets a request.
      const { body } = await this.send('GET', '/health/metrics', { headers: { connection: 'close' } })
      const [, worker, value] = pattern.exec(String(body['text'])) ?? []
      if (worker !== undefined) byProcess.set(Number(worker), Number(value))
    }
    return byProcess
  }
}

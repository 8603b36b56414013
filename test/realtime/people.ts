import { randomBytes } from 'node:crypto'
import type { Permission, StaffRole } from '@/lib/shared/permissions'
import type { Answer, Api } from './api'

/** A temporary member of staff, signed in with their own password. */
export type Person = { id: string; version: number; username: string; password: string; headers: { cookie: string } }

const done = (what: string, answer: Answer): Answer => {
  if (answer.status >= 300) throw new Error(`${what}: ${answer.status} ${JSON.stringify(answer.body)}`)
  return answer
}

const cookieIn = (answer: Answer): string => answer.headers.get('set-cookie')?.split(';')[0] ?? ''
const newWord = (): string => randomBytes(12).toString('hex')

/** Actions of the demonstration's owner on a server. */
export class Office {
  private owner: { cookie: string } | null = null

  constructor(private readonly api: Api) {}

  private async headers(): Promise<{ cookie: string }> {
    return (this.owner ??= await this.api.signIn('owner'))
  }

  /** Sends a command as the owner. */
  async command(path: string, body?: unknown): Promise<Answer> {
    return done(path, await this.api.send('POST', path, { body, headers: await this.headers() }))
  }

  /** Signs in, on a tablet when its cookie is given. */
  async signIn(
    { username, password }: Pick<Person, 'username' | 'password'>,
    device = '',
  ): Promise<{ cookie: string }> {
    const headers = device ? { cookie: device } : {}
    const answer = done('sign-in', await this.api.send('POST', '/session', { body: { username, password }, headers }))
    return { cookie: device ? `${device}; ${cookieIn(answer)}` : cookieIn(answer) }
  }

  /** A new member of staff in the demonstration's branch. */
  async hire(role: StaffRole): Promise<Person> {
    const [username, first, password] = [`t-${newWord()}`, newWord(), newWord()]
    const roles = [{ role, branch: 'main' }]
    const made = await this.command('/staff', { username, displayName: username, password: first, roles })
    const headers = await this.signIn({ username, password: first })
    const body = { password: first, next: password }
    const changed = done('password', await this.api.send('POST', '/account/password', { body, headers }))
    const { id, version } = made.body as { id: string; version: number }
    return { id, version: version + 1, username, password, headers: { cookie: cookieIn(changed) } }
  }

  /** The headers of a program with these permissions, and the id of its token. */
  async program(scopes: readonly Permission[]): Promise<{ id: string; headers: { authorization: string } }> {
    const wish = { name: 'a program of the tests', scopes, branch: 'main', expiresInDays: 1 }
    const { id, token } = (await this.command('/api-tokens', wish)).body as { id: string; token: string }
    const { accessToken } = (await this.api.send('POST', '/token', { body: { token } })).body as { accessToken: string }
    return { id, headers: { authorization: `Bearer ${accessToken}` } }
  }

  /** A paired device, and its cookie. */
  async device(kind: 'display' | 'kiosk' | 'tablet'): Promise<{ id: string; cookie: string }> {
    const opened = done('pairing', await this.api.send('POST', '/device-pairings', { body: { kind } }))
    const { id: pairing, code, secret } = opened.body as { id: string; code: string; secret: string }
    const device = await this.command('/devices', { code, label: 'a device of the tests', branch: 'main' })
    const headers = { 'x-pairing-secret': secret }
    const told = done('cookie', await this.api.send('GET', `/device-pairings/${pairing}`, { headers }))
    return { id: String(device.body['id']), cookie: cookieIn(told) }
  }
}

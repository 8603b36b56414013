import { generateSync } from 'otplib'
import type { startGateway } from '@/test/messaging/gateway'
import { eventually } from '@/test/realtime/wait'
import { type Allowed, type Aviary, newPhone, newPin, newWord } from './canary'
import type { Answered, Sender } from './sender'

type Gateway = Awaited<ReturnType<typeof startGateway>>
type Owner = { username: string; password: string }

/** Why a word of each kind may be read in some places. All other words may not be found anywhere. */
const inAccounts: Allowed = {
  'table account': 'colleagues are known by it',
  'table audit_entry': 'so that the audit says who',
}
const inAudit: Allowed = {
  'table audit_entry': 'the audit stores the reason; the page says that it must not name anybody',
}
const onDevices: Allowed = {
  'table device': 'devices are known by it',
  'table audit_entry': 'so that the audit says which',
}
const onTokens: Allowed = {
  'table api_token': 'programs are known by it',
  'table audit_entry': 'so that the audit says which',
}
const browser: Allowed = {
  log: 'the kind of browser helps to find errors',
  'table session': 'people recognise their sessions by it',
}

/** Sends everything that people can enter as text, once, with canary words. */
export class Journey {
  private owner = ''

  constructor(
    private readonly sender: Sender,
    private readonly aviary: Aviary,
    private readonly gateway: Gateway,
  ) {}

  private secret(what: string, allowed: Allowed = {}): string {
    return this.aviary.release(what, newWord(18), allowed)
  }

  /** The value of a cookie, as a word that may not be found anywhere. */
  private cookieIn(what: string, { cookie }: Answered): string {
    for (const part of cookie.split('; ')) {
      const value = part.slice(part.indexOf('=') + 1)
      if (value.length > 20) this.aviary.release(what, value)
    }
    return cookie
  }

  private as(cookie: string): Record<string, string> {
    const agent = this.secret('user agent', browser)
    // Long enough for a first contact, whose keys must be hard to guess.
    const key = this.aviary.release('idempotency key', newWord(24), {
      'table idempotency_key': 'a repeat is recognised by it',
    })
    return { cookie, 'user-agent': agent, 'idempotency-key': key }
  }

  async signInOwner({ username, password }: Owner): Promise<string> {
    const printed = { log: 'the demonstration prints its own accounts' }
    this.aviary.release('password of the owner', password, printed)
    const answer = await this.sender.send('signIn', { body: { username, password } })
    this.owner = this.cookieIn('session of the owner', answer)
    return this.owner
  }

  /** Creates an account and signs in with its own password. */
  private async hire(): Promise<{ id: string; cookie: string; username: string; password: string }> {
    const { sender } = this
    const username = this.secret('user name', inAccounts)
    const displayName = this.secret('display name', inAccounts)
    const [first, password] = [this.secret('first password'), this.secret('password')]
    const roles = [{ role: 'clerk', branch: 'main' }]
    const body = { username, displayName, password: first, roles }
    const made = await sender.send('createStaff', { headers: this.as(this.owner), body })
    const entered = await sender.send('signIn', { body: { username, password: first }, headers: this.as('') })
    const firstCookie = this.cookieIn('first session', entered)
    const next = { password: first, next: password }
    const changed = await sender.send('changeOwnPassword', { headers: this.as(firstCookie), body: next })
    return { id: String(made.body['id']), cookie: this.cookieIn('session', changed), username, password }
  }

  /** Two accounts are created, used, and one is deactivated. */
  async staff(): Promise<void> {
    const [one, other] = [await this.hire(), await this.hire()]
    await this.secondFactor(one.cookie, one.username, one.password)
    await this.pin(other.id, other.cookie, other.username, other.password)
    await this.changedByOwner(one.id)
  }

  private async secondFactor(cookie: string, username: string, password: string): Promise<void> {
    const { sender, aviary } = this
    const begun = await sender.send('beginSecondFactor', { headers: this.as(cookie), body: { password } })
    const secret = aviary.release('secret of the second factor', String(begun.body['secret']))
    const code = aviary.release('code of the second factor', generateSync({ secret }))
    const on = await sender.send('confirmSecondFactor', { headers: this.as(cookie), body: { code } })
    const renewed = await sender.send('renewRecoveryCodes', { headers: this.as(cookie), body: { password } })
    const codes = [on, renewed].flatMap(({ body }) => body['recoveryCodes'] as string[])
    for (const each of codes) aviary.release('recovery code', each)
    const [again = '', last = ''] = codes.slice(-2)
    this.cookieIn('session', await sender.send('signIn', { body: { username, password, code: again } }))
    await sender.send('removeSecondFactor', { headers: this.as(cookie), body: { password, code: last } })
  }

  private async pin(account: string, cookie: string, username: string, password: string): Promise<void> {
    const { sender, aviary } = this
    const pin = aviary.release('PIN', newPin())
    await sender.send('setOwnPin', { headers: this.as(cookie), body: { password, pin } })
    const tablet = await this.device('tablet')
    const onTablet = await sender.send('signIn', { body: { username, password }, headers: { cookie: tablet } })
    this.cookieIn('session on the tablet', onTablet)
    const switched = await sender.send('signInWithPin', { headers: { cookie: tablet }, body: { account, pin } })
    this.cookieIn('session by PIN', switched)
    await sender.send('removeOwnPin', { headers: this.as(cookie), body: { password } })
  }

  private async changedByOwner(id: string): Promise<void> {
    const { sender } = this
    const to = async (name: string, body: object): Promise<void> => {
      const { body: staff } = await sender.send('getStaff', { params: { id }, headers: { cookie: this.owner } })
      const sent = { ...body, version: staff['version'] }
      await sender.send(name, { params: { id }, headers: this.as(this.owner), body: sent })
    }
    await to('renameStaff', { displayName: this.secret('another display name', inAccounts) })
    const roles = [{ role: 'manager', branch: 'main' }]
    await to('setStaffRoles', { roles, reason: this.secret('reason for other roles', inAudit) })
    await to('resetStaffPassword', { password: this.secret('password that was reset') })
    await to('resetStaffSecondFactor', { reason: this.secret('reason for no second factor', inAudit) })
    await to('deactivateStaff', { reason: this.secret('reason for going', inAudit) })
  }

  /** A device is paired and named; returns its cookie. */
  async device(kind: 'display' | 'tablet'): Promise<string> {
    const { sender, aviary } = this
    const opened = (await sender.send('openPairing', { body: { kind } })).body
    const secret = aviary.release('secret of a pairing', String(opened['secret']))
    const shown = { 'table device_pairing': 'everybody in the hall sees it on the screen, for ten minutes' }
    const code = aviary.release('code on a screen', String(opened['code']), shown)
    const body = { code, label: this.secret('name of a device', onDevices), branch: 'main' }
    const device = await sender.send('pairDevice', { headers: this.as(this.owner), body })
    const headers = { 'x-pairing-secret': secret }
    const told = await sender.send('getPairing', { params: { id: String(opened['id']) }, headers })
    const label = this.secret('another name of a device', onDevices)
    const params = { id: String(device.body['id']) }
    await sender.send('renameDevice', { params, headers: this.as(this.owner), body: { label } })
    return this.cookieIn('device', told)
  }

  /** A program gets a token, and a Bearer token for it. */
  async program(): Promise<void> {
    const { sender, aviary } = this
    const wish = {
      scopes: ['board.read'],
      branch: 'main',
      expiresInDays: 1,
      name: this.secret('name of a program', onTokens),
    }
    const made = await sender.send('createToken', { headers: this.as(this.owner), body: wish })
    const token = aviary.release('token of a program', String(made.body['token']))
    const { accessToken } = (await sender.send('exchangeToken', { body: { token } })).body
    aviary.release('Bearer token', String(accessToken))
    const headers = { authorization: `Bearer ${String(accessToken)}` }
    await sender.send('getQueueStatus', { params: { service: 'eyes' }, query: { branch: 'main' }, headers })
  }

  /** A walk-in with a name, and a person whose record is created, found, changed, linked and finally erased. */
  async person(): Promise<{ holderName: string; notes: string; id: string }> {
    const { sender, aviary } = this
    const holderName = aviary.release('name of a walk-in', `سارة ${newWord(10)}`)
    const walkIn = await sender.send('joinQueue', {
      headers: this.as(this.owner),
      body: { service: 'eyes', branch: 'main', holderName },
    })
    aviary.release('secret link', String(walkIn.body['link']).split('/').at(-1) ?? '')
    const record = () => ({
      name: aviary.release('name of a person', `نورة ${newWord(10)}`),
      phone: aviary.release('phone of a person', newPhone()),
      nationalId: aviary.release('national id', `9${String(Math.floor(Math.random() * 1e12)).padStart(12, '0')}`),
      notes: aviary.release('notes', `حساسية ${newWord(12)}`),
    })
    const first = record()
    const made = await sender.send('createPerson', { headers: this.as(this.owner), body: { branch: 'main', ...first } })
    const id = String(made.body['id'])
    const second = record()
    const body = { version: 1, ...second }
    await sender.send('updatePerson', { params: { id }, headers: this.as(this.owner), body })
    for (const search of [{ phone: second.phone }, { nationalId: second.nationalId }])
      await sender.send('searchPersons', { headers: this.as(this.owner), body: { branch: 'main', ...search } })
    await sender.send('linkPerson', {
      params: { id: String(walkIn.body['id']) },
      headers: this.as(this.owner),
      body: { person: id },
    })
    await sender.send('exportPerson', { params: { id }, headers: this.as(this.owner) })
    return { holderName, notes: second.notes, id }
  }

  /** The record is erased, and the reason stored. */
  async forget(id: string): Promise<void> {
    const body = { reason: this.secret('reason for forgetting', inAudit) }
    await this.sender.send('erasePerson', { params: { id }, headers: this.as(this.owner), body })
  }

  /** A visitor takes a turn and confirms a phone number; returns the browser's cookie. */
  async visitor(): Promise<string> {
    const { sender, aviary, gateway } = this
    const joined = await sender.send('joinQueue', { body: { service: 'eyes', branch: 'main' } })
    const cookie = this.cookieIn('browser of a visitor', joined)
    const link = aviary.release('secret link', String(joined.body['link']).split('/').at(-1) ?? '')
    const headers = { ...this.as(cookie), 'x-visit-token': link }
    const phone = aviary.release('phone of a visitor', newPhone())
    const before = gateway.received.length
    const asked = await sender.send('requestCode', { headers, body: { phone, branch: 'main' } })
    // A job sends it.
    await eventually('the code', () => gateway.received.length > before)
    const code = aviary.release('code sent to a phone', gateway.lastCode())
    const wrong = aviary.release('wrong code', String((Number(code) + 517_003) % 1_000_000).padStart(6, '0'))
    const params = { id: String(asked.body['id']) }
    await sender.try('confirmPhone', { params, headers: this.as(cookie), body: { code: wrong } })
    await sender.send('confirmPhone', { params, headers: this.as(cookie), body: { code } })
    return cookie
  }
}

import { contracts } from '@/app/rights/contracts'
import { type Aviary, newWord } from './canary'
import type { Sender } from './sender'
import { bodyWith, queryNames } from './text-fields'

/** What the generated bodies may leave behind: valid values are stored like any other. */
const kept: Readonly<Record<string, readonly string[]>> = {
  'createStaff.username': ['table account', 'table audit_entry'],
  'createStaff.displayName': ['table account', 'table audit_entry'],
  'createToken.name': ['table api_token', 'table audit_entry'],
}

/** Sends the words where they are invalid: to every part of every endpoint, and to unknown paths. */
export async function sendInvalidRequests(sender: Sender, aviary: Aviary, cookie: string): Promise<void> {
  const word = (what: string): string => {
    const why = 'it was good by chance'
    return aviary.release(what, newWord(20), Object.fromEntries((kept[what] ?? []).map((place) => [place, why])))
  }
  for (const [name, contract] of contracts) {
    if (name === 'signOut') continue
    const parts = [...contract.endpoint.path.matchAll(/\{(\w+)\}/g)].map(([, part = '']) => part)
    const params = Object.fromEntries(parts.map((part) => [part, word(`${name} {${part}}`)]))
    const good = Object.fromEntries(
      parts.map((part) => [part, part === 'id' ? '00000000-0000-7000-8000-000000000000' : 'main']),
    )
    const query = Object.fromEntries(queryNames(contract).map((part) => [part, word(`${name} ?${part}`)]))
    const strange = { [word(`${name} ?name`)]: word(`${name} ?value`) }
    const headers = { cookie }
    await sender.try(name, { params, headers })
    await sender.try(name, { params: good, query, headers })
    await sender.try(name, { params: good, query: strange, headers })
    if (contract.endpoint.method === 'GET') continue
    const body = bodyWith(contract, (path) => word(`${name}.${path}`))
    await sender.try(name, { params: good, body, headers: { ...headers, 'idempotency-key': '' } })
    const more = typeof body === 'object' ? body : {}
    await sender.try(name, { params: good, headers, body: { ...more, [word(`${name} field`)]: word(`${name} value`) } })
  }
  await sendToNowhere(sender.url, word)
}

async function sendToNowhere(url: string, word: (what: string) => string): Promise<void> {
  const ask = (path: string, init: RequestInit = {}) => fetch(`${url}${path}`, { redirect: 'manual', ...init })
  const post = (body: string, headers = {}) =>
    ask('/api/v1/persons/search', { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } })
  const asked = [
    ask(`/api/v1/${word('path')}?phone=${word('query')}`),
    ask(`/ar/${word('page')}?name=${word('query of a page')}`),
    ask(`/ar/visit/${word('visit').padEnd(22, 'A')}`),
    ask(`/ar/setup/${word('set-up link')}`),
    ask(`/ar/join/${word('clinic')}`),
    ask(`/ar/tv/${word('screen')}`),
    ask('/ar', { headers: { referer: `http://x.example/${word('referer')}`, 'accept-language': word('language') } }),
    ask('/api/v1/tickets', { headers: { 'x-visit-token': word('made-up link').padEnd(22, 'A') } }),
    ask('/api/v1/session', { headers: { cookie: `dawr_session=${word('made-up session')}; x=${word('cookie')}` } }),
    ask('/api/v1/staff', { headers: { authorization: `Bearer ${word('made-up Bearer')}` } }),
    ask('/api/v1/events/stream?service=eyes', { headers: { 'last-event-id': word('last event') } }),
    post(`{"phone": "${word('broken JSON')}`),
    post(JSON.stringify({ phone: word('without rights') }), { origin: `http://${word('origin')}.example` }),
    post(JSON.stringify({ phone: word('type') }), { 'content-type': `text/${word('content type')}` }),
    post(JSON.stringify({ phone: word('bad key') }), { 'idempotency-key': `${word('key')} with a space` }),
    post(JSON.stringify({ phone: word('request id') }), { 'x-request-id': `${word('request id')}!` }),
  ]
  for (const answer of asked) await (await answer).body?.cancel()
}

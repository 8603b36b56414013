import { describe, expect, test } from 'vitest'
import { dropSingleton } from '../singleton'
import { securityText, securityTextOf } from './security-text'

const now = new Date('2026-11-22T08:30:12.345Z')

describe('security.txt', () => {
  test('has contact, languages, expiry date and canonical address', () => {
    expect(securityTextOf('mailto:security@dawr.example', 'https://dawr.example', now)).toBe(
      [
        'Contact: mailto:security@dawr.example',
        'Expires: 2027-05-21T00:00:00Z',
        'Preferred-Languages: ar, en',
        'Canonical: https://dawr.example/.well-known/security.txt',
        '',
      ].join('\n'),
    )
  })
  test('has no canonical address where none is known', () => {
    expect(securityTextOf('https://dawr.example/report', undefined, now)).not.toContain('Canonical')
  })
  test('expires within a year, on any day', () => {
    for (let day = 0; day < 400; day++) {
      const asked = new Date(now.getTime() + day * 86_400_000)
      const [, expires = ''] = /Expires: (.*)/.exec(securityTextOf('mailto:a@b.example', undefined, asked)) ?? []
      const days = (Date.parse(expires) - asked.getTime()) / 86_400_000
      expect(days).toBeGreaterThan(100)
      expect(days).toBeLessThan(365)
    }
  })
})

describe('its address', () => {
  const ask = (contact: string, host = 'localhost'): Promise<Response> => {
    Object.assign(process.env, { SECURITY_CONTACT: contact, SECRET_KEY: 'kB7vQ2mZx9Lw4Tn8Rj5Yc1Hd6Gf3Ps0A' })
    for (const name of ['config', 'host-names']) dropSingleton(name)
    const request = new Request('http://localhost/.well-known/security.txt', { headers: { host } })
    return securityText(request, { params: Promise.resolve({}) })
  }
  test('answers with plain text', async () => {
    const answer = await ask('mailto:security@dawr.example')
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8'])
    expect(await answer.text()).toMatch(/^Contact: mailto:security@dawr\.example\n/)
  })
  test('is not found where no contact is configured', async () => {
    const answer = await ask('')
    expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'application/problem+json'])
  })
  test('A7: answers for our own host names only', async () => {
    expect((await ask('mailto:security@dawr.example', 'evil.example')).status).toBe(400)
  })
})

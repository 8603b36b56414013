import { describe, expect, test } from 'vitest'
import { type PageAccess, pages } from '@/app/rights/pages'
import { permissions, roleMay, type StaffRole, staffRoles } from '@/lib/shared/permissions'
import { type Answer, send, sendAs } from './send'

const params: Record<string, string> = { locale: 'ar', branch: 'main', service: 'lab', token: 'A'.repeat(22) }

/** A well-formed path of a page; for the catch-all page an unknown one. */
const someAddress = (page: string): string =>
  page.replace('[...rest]', 'no/such/page').replaceAll(/\[(\w+)\]/g, (_, name: string) => params[name] ?? name)

const listed = Object.entries(pages)
const forStaff = listed.filter(([, access]) => access !== 'anyone' && access !== 'secret_address')

const isSentToTheDoor = ({ status, headers }: Answer): boolean =>
  status >= 300 && status < 400 && /\/sign-in(\?|$)/.test(headers.location ?? '')

/**
 * Requests a page as the browser's router does; Next first redirects it to a URL that no cache confuses with the
 * page's.
 */
async function asRouter(path: string, headers: Record<string, string>): Promise<Answer> {
  const first = await send('GET', path, { headers })
  const own = /[?&]_rsc=/.exec(first.headers.location ?? '') ? first.headers.location : undefined
  return own === undefined ? first : send('GET', own.replace(/^https?:\/\/[^/]+/, ''), { headers })
}

function allows(access: PageAccess, role: StaffRole): boolean {
  // Must be held in all branches, which among the demonstration accounts only the owner does.
  if (access === 'job.manage') return role === 'owner'
  const permission = permissions.find((it) => it === access)
  return permission === undefined || roleMay(role, permission)
}

describe.each(forStaff)('the page %s', (page, access) => {
  test('A2 redirects to sign-in without a session, whatever credentials are forged', async () => {
    const path = someAddress(page)
    const forged = [{}, { cookie: 'dawr_session=forged' }, { headers: { 'x-middleware-subrequest': 'proxy:proxy' } }]
    for (const sending of forged)
      expect(isSentToTheDoor(await send('GET', path, sending)), JSON.stringify(sending)).toBe(true)
    for (const more of [{}, { 'next-router-prefetch': '1' }, { 'next-router-segment-prefetch': '/_tree' }]) {
      const answer = await asRouter(path, { rsc: '1', ...more })
      expect(answer.status, JSON.stringify(more)).toBeLessThan(400)
      // In router data the redirect to sign-in is in the body, and nothing of the page is.
      if (!isSentToTheDoor(answer)) expect(answer.text).not.toMatch(/"(session|branch|username|permissions)":/)
    }
  })
  test.each(staffRoles)('A2 opens for the role %s only if permitted', async (role) => {
    const answer = await sendAs(role, 'GET', someAddress(page))
    expect(isSentToTheDoor(answer)).toBe(false)
    if (allows(access, role)) expect(answer.status).toBeLessThan(400)
    else expect(answer.status).toBe(404)
  })
})

describe.each(listed.filter(([, access]) => access === 'anyone'))('the page %s', (page) => {
  test('A2 is open without sign-in', async () => {
    const answer = await send('GET', someAddress(page))
    expect(isSentToTheDoor(answer)).toBe(false)
    expect(answer.status).toBe(page.includes('[...rest]') ? 404 : 200)
  })
})

describe.each(listed.filter(([, access]) => access === 'secret_address'))('the page %s', (page) => {
  test('A20 shows nothing for a made-up link, and sends no referrer to other sites', async () => {
    const answer = await send('GET', someAddress(page))
    expect(answer.status).toBeLessThan(500)
    expect(answer.text).not.toMatch(/[A-Z]\d{3}(?!\w)/)
    expect(`${answer.headers['referrer-policy'] ?? ''} ${answer.text}`).toContain('no-referrer')
  })
})

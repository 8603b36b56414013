import 'server-only'
import { randomBytes } from 'node:crypto'
import { mark, sameText } from '../crypto'
import type { HeaderReader } from '../http/http-request'
import { cookieLine, readCookie } from './cookies'

const year = 365 * 86_400
/** The number of accounts that stay known in one shared browser, newest first. */
const most = 16

type Browser = { id: string; marks: readonly string[] }

const proofOf = (id: string): string => mark('known-browser', id)
const markOf = (id: string, username: string): string => mark('known-browser', `${id}|${username}`)

function newBrowser(): Browser {
  return { id: randomBytes(16).toString('base64url'), marks: [] }
}

/** The browser in a request's cookie; null when it is absent or forged. */
function browserOf(headers: HeaderReader): Browser | null {
  const [id, proof, ...marks] = readCookie(headers.get('cookie'), 'dawr_known')?.split('.') ?? []
  return id && proof && sameText(proof, proofOf(id)) ? { id, marks: marks.slice(0, most) } : null
}

/**
 * The id of the browser that sent a request, if this user name has signed in with it before; else null. Its cookie holds a
 * keyed hash for each name. Costs no query.
 */
export function knownBrowser(headers: HeaderReader, username: string): string | null {
  const browser = browserOf(headers)
  if (!browser) return null
  const expected = markOf(browser.id, username)
  return browser.marks.some((it) => sameText(it, expected)) ? browser.id : null
}

/** The `Set-Cookie` line that makes the browser known for a user name, for the answer to a successful sign-in. */
export function knownBrowserCookie(headers: HeaderReader, username: string): string {
  const { id, marks } = browserOf(headers) ?? newBrowser()
  const own = markOf(id, username)
  const all = [own, ...marks.filter((it) => it !== own)].slice(0, most)
  return cookieLine('dawr_known', [id, proofOf(id), ...all].join('.'), year)
}

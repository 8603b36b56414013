import 'server-only'
import { config } from '../config/config'
import type { HeaderReader } from '../http/http-request'
import { consumeOf } from '../limits'
import { knownBrowser } from './known-browser'

/** An attempt to sign in: the normalised `username`, and the address to count by. */
export type SignInTry = { username: string; address: string; headers: HeaderReader }

/**
 * Counts an attempt to sign in, before the password is checked. A browser in which this name has signed in before has its
 * own limits. All others share the limits of their address, of the name at that address, and of the name everywhere: this
 * stops guessing from many addresses without locking out the browsers in which the name is used.
 * Throws `too_many_requests`.
 */
export async function countSignInTry({ username, address, headers }: SignInTry): Promise<void> {
  const { signInPerMinute, signInPerAddressPerMinute, signInPerAccountPerHour } = config().limits
  const known = knownBrowser(headers, username)
  if (known) {
    await consumeOf({ name: 'sign-in', limit: signInPerMinute, seconds: 60 }, `${username}|browser:${known}`)
    await consumeOf({ name: 'sign-in-account', limit: signInPerAccountPerHour, seconds: 3_600 }, `${username}|${known}`)
    return
  }
  await consumeOf({ name: 'sign-in-address', limit: signInPerAddressPerMinute, seconds: 60 }, address)
  await consumeOf({ name: 'sign-in', limit: signInPerMinute, seconds: 60 }, `${username}|${address}`)
  await consumeOf({ name: 'sign-in-account', limit: signInPerAccountPerHour, seconds: 3_600 }, username)
}

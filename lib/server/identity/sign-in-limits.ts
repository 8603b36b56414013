import 'server-only'
import { config } from '../config/config'
import type { HeaderReader } from '../http/http-request'
import { consumeOf } from '../limits'
import { knownBrowser } from './known-browser'

/** Somebody who tries to sign in: `username` as it is looked up, and the address to count by. */
export type SignInTry = { username: string; address: string; headers: HeaderReader }

/**
 * Counts a try to sign in, before anything is looked at. A browser in which this name has signed in before has limits of
 * its own. All others share those of their address, of the name at that address, and of the name all over the world: so
 * guessing from many addresses ends, and cannot lock the computers out on which the name is used.
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

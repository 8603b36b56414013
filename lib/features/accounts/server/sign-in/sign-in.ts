import 'server-only'
import { db } from '@/lib/server/db/client'
import type { Account } from '@/lib/server/generated/prisma/client'
import type { HeaderReader } from '@/lib/server/http/http-request'
import { knownBrowser, knownBrowserCookie } from '@/lib/server/identity/known-browser'
import { countSignInTry } from '@/lib/server/identity/sign-in-limits'
import { AppError, isAppError } from '@/lib/shared/errors'
import type { SessionDto } from '../../contract'
import { verifyPassword } from '../password'
import { countSecondFactorTry, spendSecondCode } from '../second-factor'
import { pretendRefusal, recordRefusal } from './record-refusal'
import type { SignInRequest } from './sign-in-request'
import { type Proof, type StartedSession, startSession } from './start-session'

type Input = { username: string; password: string; code?: string | undefined }

function refused(account: Account, why: string, { origin }: SignInRequest, now: Date): void {
  recordRefusal({ action: 'session.refused', accountId: account.id, after: { why }, actor: null, origin }, now)
}

/** Checks the second factor, if the account has one. Its attempts have their own limit. */
async function secondProof(
  account: Account,
  code: string | undefined,
  headers: HeaderReader,
  now: Date,
): Promise<Proof> {
  if (!account.totpConfirmedAt) return () => Promise.resolve('password')
  if (code === undefined) throw new AppError('second_factor_required')
  await countSecondFactorTry(account.id, knownBrowser(headers, account.username))
  return async (tx, locked) => {
    const method = locked.totpConfirmedAt ? await spendSecondCode(tx, locked, code, now) : 'password'
    if (!method) throw new AppError('wrong_code')
    return method
  }
}

async function accountWith(username: string, password: string, from: SignInRequest, now: Date): Promise<Account> {
  const account = await db().account.findUnique({ where: { username } })
  // Only the cookie decides who is a stranger; it makes no difference whether the account exists.
  const line = knownBrowser(from.headers, username) ? 'known' : 'strangers'
  const isRight = await verifyPassword(account?.passwordHash ?? null, password, line)
  if (account && isRight && account.status === 'active') return account
  if (account) refused(account, isRight ? 'inactive' : 'password', from, now)
  else pretendRefusal(username, { why: 'password', origin: from.origin }, now)
  throw new AppError('wrong_credentials')
}

/**
 * Signs in and returns the session with its cookies. Attempts are counted before anything is checked. Throws
 * `too_many_requests` (also when too many strangers wait), `wrong_credentials` (the same, and after the same time, for
 * an unknown name), and after a correct password `second_factor_required` or `wrong_code`.
 */
export async function signIn(
  input: Input,
  from: SignInRequest,
  now: Date,
): Promise<{ session: SessionDto; cookies: string[] }> {
  const username = input.username.trim().toLowerCase()
  const { address, headers } = from
  await countSignInTry({ username, address, headers })
  const account = await accountWith(username, input.password, from, now)
  const { session, cookie } = await secondProof(account, input.code, headers, now)
    .then((proof) => startSession(account, proof, from, now))
    .catch((error: unknown): StartedSession => {
      if (isAppError(error) && error.code === 'wrong_code') refused(account, 'second_factor', from, now)
      throw error
    })
  return { session, cookies: [cookie, knownBrowserCookie(headers, username)] }
}

import { createHmac, generateKeyPairSync } from 'node:crypto'
import { type JWTPayload, SignJWT } from 'jose'
import { beforeAll, describe, expect, test } from 'vitest'
import type { BranchRecord } from '@/lib/features/branches/server/public'
import { runCommand } from '@/lib/server/command'
import { keyFor } from '@/lib/server/crypto'
import { db } from '@/lib/server/db/client'
import { type Actor, credentialOf, may, type Staff } from '@/lib/server/identity/actor'
import { accessTokenSeconds, signAccessToken, softwareOf } from '@/lib/server/identity/software'
import { validCredentials } from '@/lib/server/identity/valid-credentials'
import { newId } from '@/lib/shared/ids'
import type { Permission } from '@/lib/shared/permissions'
import { makeBranch } from '@/prisma/factories/branch-factory'
import { commandOf } from '@/prisma/factories/line-factory'
import { makeStaff } from '@/prisma/factories/people-factory'
import { setRoles } from '@/prisma/factories/staff-commands'
import type { NewTokenDto, TokenDto } from '../contract'
import { createToken } from './create-token'
import { exchangeToken } from './exchange-token'
import { listTokens } from './list-tokens'
import { revokeToken } from './revoke-token'

let branch: BranchRecord
let other: BranchRecord
let administrator: Staff
let owner: Staff
beforeAll(async () => {
  ;[branch, other] = [await makeBranch(), await makeBranch()]
  administrator = await makeStaff(branch, 'administrator')
  owner = await makeStaff(null, 'owner')
})

type TokenOptions = { scopes?: Permission[]; branch?: string | null; expiresInDays?: number; now?: Date }

async function make(actor: Actor = administrator, options: TokenOptions = {}): Promise<NewTokenDto> {
  const { scopes = ['board.read'], branch: slug = branch.slug, expiresInDays = 30, now = new Date() } = options
  const body = { name: 'النتائج', scopes, branch: slug, expiresInDays }
  return (await runCommand(commandOf(actor, { params: {}, body }, { now }), createToken)).answer as NewTokenDto
}

async function revoke(actor: Actor, id: string): Promise<TokenDto> {
  return (await runCommand(commandOf(actor, { params: { id }, body: undefined }), revokeToken)).answer as TokenDto
}

const exchange = (token: string, now = new Date(), address = newId()) =>
  exchangeToken(token, { address, origin: { network: '127.0.0.0/24', requestId: 'test-request' } }, now)
const bearer = (jwt: string): Headers => new Headers({ authorization: `Bearer ${jwt}` })
const days = (count: number): Date => new Date(Date.now() + count * 86_400_000)
const refused = { code: 'not_signed_in' }
const wrong = { code: 'wrong_credentials' }

const usesOf = async (subjectId: string): Promise<string[]> =>
  (await db().auditEntry.findMany({ where: { subjectId }, orderBy: { seq: 'asc' } })).map((it) => it.action)

describe('creating a token', () => {
  test('shows it once, and stores only its hash', async () => {
    const made = await make()
    expect(made.token).toMatch(new RegExp(`^dawr_${made.id}_[A-Za-z0-9_-]{43}$`))
    const secret = made.token.slice(-43)
    const rows = await db().$queryRaw<{ row: string }[]>`
      SELECT row_to_json(t)::text AS row FROM api_token t UNION ALL SELECT row_to_json(k)::text FROM idempotency_key k
      UNION ALL SELECT row_to_json(a)::text FROM audit_entry a`
    expect(rows.filter(({ row }) => row.includes(secret))).toEqual([])
    const { tokens } = await listTokens(administrator, { limit: 100 }, new Date())
    expect(tokens.find((it) => it.id === made.id)).toMatchObject({
      state: 'active',
      lastUsedAt: null,
      branch: branch.slug,
      createdBy: administrator.displayName,
    })
    expect(JSON.stringify(tokens)).not.toContain(secret)
  })

  test('grants no permission that its creator lacks there', async () => {
    const denied = { code: 'not_allowed' }
    await expect(make(administrator, { branch: other.slug })).rejects.toMatchObject(denied)
    await expect(make(administrator, { branch: null })).rejects.toMatchObject(denied)
    await expect(make(await makeStaff(branch, 'manager'))).rejects.toMatchObject(denied)
    const mixed: Staff = {
      ...administrator,
      roles: [
        { role: 'administrator', branchId: branch.id },
        { role: 'clerk', branchId: other.id },
      ],
    }
    await expect(make(mixed, { branch: other.slug })).rejects.toMatchObject(denied)
    await expect(make(owner, { branch: null, scopes: ['audit.read', 'person.export'] })).resolves.toMatchObject({
      branch: null,
    })
  })
})

describe('a token requested by a person who has lost the permission since', () => {
  test('is not created', async () => {
    const maker = await makeStaff(branch, 'administrator')
    await setRoles(owner, maker.accountId, [{ role: 'manager', branch: branch.slug }])
    await expect(make(maker)).rejects.toMatchObject(refused)
    expect(await db().apiToken.count({ where: { createdById: maker.accountId } })).toBe(0)
  })
})

describe('exchanging a token', () => {
  test('refuses one that its creator could not create now, even if it is not revoked', async () => {
    const maker = await makeStaff(branch, 'administrator')
    const { token } = await make(maker)
    const { accessToken } = await exchange(token)
    await db().roleAssignment.updateMany({ where: { accountId: maker.accountId }, data: { role: 'clerk' } })
    await expect(exchange(token)).rejects.toMatchObject(wrong)
    // Not requested before, so it is not cached.
    await expect(softwareOf(bearer(accessToken), new Date())).rejects.toMatchObject(refused)
  })
  test('gives its scopes in its branch, for ten minutes', async () => {
    const { token, id } = await make(administrator, { scopes: ['board.read', 'queue.read'] })
    const { accessToken, ...rest } = await exchange(token)
    expect(rest).toEqual({ tokenType: 'Bearer', expiresIn: accessTokenSeconds })
    const software = await softwareOf(bearer(accessToken), new Date())
    if (!software) throw new Error('the Bearer token was not recognised')
    expect(software).toMatchObject({
      kind: 'software',
      tokenId: id,
      branchId: branch.id,
      scopes: ['board.read', 'queue.read'],
    })
    expect(may(software, 'queue.read', branch.id)).toBe(true)
    expect(may(software, 'queue.read', other.id)).toBe(false)
    expect(may(software, 'ticket.issue', branch.id)).toBe(false)
  })

  test('refuses wrong, unknown, revoked and expired tokens with the same answer', async () => {
    const { token, id } = await make(administrator, { expiresInDays: 1 })
    const secret = token.slice(-43)
    const forged = [
      token.slice(0, -1) + (token.endsWith('A') ? 'B' : 'A'),
      `dawr_${newId()}_${secret}`,
      `dawr_${id}_`,
      secret,
      '',
      id,
    ]
    for (const it of forged) await expect(exchange(it)).rejects.toMatchObject(wrong)
    await expect(exchange(token, days(1.1))).rejects.toMatchObject(wrong)
    await revoke(administrator, id)
    await expect(exchange(token)).rejects.toMatchObject(wrong)
  })

  test('lasts no longer than the token itself', async () => {
    const { token } = await make(administrator, { expiresInDays: 1 })
    const end = days(1).getTime()
    const { expiresIn } = await exchange(token, new Date(end - 60_000))
    expect(expiresIn).toBeLessThanOrEqual(60)
  })

  test('A6: is limited by token and address, and by address, right or wrong; the token still works from other addresses', async () => {
    const [{ token, id }, near, from] = [await make(), newId(), newId()]
    const guess = `dawr_${id}_${'A'.repeat(43)}`
    const tries = await Promise.allSettled(Array.from({ length: 25 }, () => exchange(guess, new Date(), near)))
    const codes = tries.map((it) => (it.status === 'rejected' ? (it.reason as { code: string }).code : 'in'))
    expect(codes.filter((it) => it === 'wrong_credentials')).toHaveLength(20)
    await expect(exchange(token, new Date(), near)).rejects.toMatchObject({ code: 'too_many_requests' })
    expect((await exchange(token)).tokenType).toBe('Bearer')
    const many = await Promise.allSettled(Array.from({ length: 130 }, () => exchange(newId(), new Date(), from)))
    expect(
      many.filter((it) => it.status === 'rejected' && (it.reason as { code: string }).code === 'too_many_requests'),
    ).toHaveLength(10)
  })

  test('is audited when the token was unused for an hour', async () => {
    const { token, id } = await make()
    const start = Date.now()
    const after = (minutes: number): Date => new Date(start + minutes * 60_000)
    await Promise.all([exchange(token, after(0)), exchange(token, after(0))])
    for (const minutes of [10, 20, 70, 131]) await exchange(token, after(minutes))
    expect(await usesOf(id)).toEqual(['api_token.create', 'api_token.use', 'api_token.use'])
    expect((await db().apiToken.findUniqueOrThrow({ where: { id } })).lastUsedAt).toEqual(after(131))
  })
})

describe('revoking a token', () => {
  test('A3: also refuses its unexpired Bearer tokens at once, and its streams lose their access', async () => {
    const { token, id } = await make()
    const { accessToken } = await exchange(token)
    const software = await softwareOf(bearer(accessToken), new Date())
    const credential = software && credentialOf(software)
    if (!credential) throw new Error('a program has no credential')
    expect((await validCredentials([credential], new Date())).size).toBe(1)
    expect(await revoke(owner, id)).toMatchObject({ state: 'revoked', createdBy: administrator.displayName })
    await expect(softwareOf(bearer(accessToken), new Date())).rejects.toMatchObject(refused)
    expect((await validCredentials([credential], new Date())).size).toBe(0)
    await revoke(administrator, id)
    expect(await usesOf(id)).toEqual(['api_token.create', 'api_token.use', 'api_token.revoke'])
  })

  test('streams end when the Bearer token expires', async () => {
    const { token } = await make()
    const software = await softwareOf(bearer((await exchange(token)).accessToken), new Date())
    const credential = software && credentialOf(software)
    if (!credential) throw new Error('a program has no credential')
    const after = (seconds: number): Date => new Date(Date.now() + seconds * 1_000)
    expect((await validCredentials([credential], after(accessTokenSeconds - 5))).size).toBe(1)
    expect((await validCredentials([credential], after(accessTokenSeconds + 1))).size).toBe(0)
  })

  test('A1: a token of another branch, or of all branches, is not found', async () => {
    const [elsewhere, everywhere] = [await make(owner, { branch: other.slug }), await make(owner, { branch: null })]
    for (const id of [elsewhere.id, everywhere.id, newId()]) {
      await expect(revoke(administrator, id)).rejects.toMatchObject({ code: 'token_not_found' })
    }
    const { tokens } = await listTokens(administrator, { limit: 100 }, new Date())
    expect(new Set(tokens.map((it) => it.branch))).toEqual(new Set([branch.slug]))
    const all = (await listTokens(owner, { limit: 100 }, new Date())).tokens.map((it) => it.id)
    expect(all).toEqual(expect.arrayContaining([elsewhere.id, everywhere.id]))
  })
})

describe('a Bearer token', () => {
  const now = new Date()
  const seconds = Math.floor(now.getTime() / 1_000)
  const base64 = (it: unknown): string => Buffer.from(JSON.stringify(it)).toString('base64url')
  let id: string
  let good: string
  let claims: JWTPayload
  beforeAll(async () => {
    id = (await make()).id
    good = await signAccessToken(id, now)
    claims = { sub: id, iss: 'dawr', aud: 'dawr-api', iat: seconds, exp: seconds + 600 }
  })

  const sign = (change: JWTPayload, key: Uint8Array = keyFor('access-token'), alg = 'HS256'): Promise<string> =>
    new SignJWT({ ...claims, ...change }).setProtectedHeader({ alg }).sign(key)

  test('is accepted as it was issued', async () => {
    expect(await softwareOf(bearer(good), now)).toMatchObject({ tokenId: id })
    expect(await softwareOf(bearer(await sign({})), now)).toMatchObject({ tokenId: id })
  })

  /** An RSA-signed token, and one whose HMAC key is the public key: algorithm confusion. */
  function confused(): string[] {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const pem = publicKey.export({ type: 'spki', format: 'pem' }) as string
    const body = `${base64({ alg: 'HS256', typ: 'JWT' })}.${base64(claims)}`
    return [
      `${body}.${createHmac('sha256', pem).update(body).digest('base64url')}`,
      `${base64({ alg: 'RS256' })}.${base64(claims)}.${'A'.repeat(342)}`,
    ]
  }

  const attacks: [string, () => Promise<string> | string][] = [
    ['without a signature (alg none)', () => `${base64({ alg: 'none' })}.${base64(claims)}.`],
    ['with alg none and a valid signature', () => [base64({ alg: 'none' }), ...good.split('.').slice(1)].join('.')],
    ['of another HMAC (HS512)', () => sign({}, keyFor('access-token'), 'HS512')],
    ['signed with a public key', () => confused()[0] ?? ''],
    ['that claims RS256', () => confused()[1] ?? ''],
    ['signed with another key', () => sign({}, Buffer.alloc(32, 7))],
    ['signed for another purpose of this installation', () => sign({}, keyFor('visitor-cookie'))],
    [
      'with another id and the original signature',
      () => {
        const [head, , signature] = good.split('.')
        return `${head}.${base64({ ...claims, sub: newId() })}.${signature}`
      },
    ],
    [
      'with more scopes and the original signature',
      () => {
        const [head, , signature] = good.split('.')
        return `${head}.${base64({ ...claims, scopes: ['person.erase'] })}.${signature}`
      },
    ],
    ['that has expired', () => sign({ exp: seconds - 1 })],
    ['that is not valid yet', () => sign({ nbf: seconds + 600 })],
    ['without an expiry', () => sign({ exp: undefined as never })],
    ['of another audience', () => sign({ aud: 'another-api' })],
    ['without an audience', () => sign({ aud: undefined as never })],
    ['of another issuer', () => sign({ iss: 'somebody' })],
    ['without a subject', () => sign({ sub: undefined as never })],
    ['with an invalid id', () => sign({ sub: "' OR 1=1 --" })],
    ['of an unknown token', () => sign({ sub: newId() })],
    ['that is malformed', () => 'nonsense'],
  ]
  test.each(attacks)('%s is refused', async (_, made) => {
    await expect(softwareOf(bearer(await made()), now)).rejects.toMatchObject(refused)
  })

  test('carries no scopes: those stored with the token apply', async () => {
    const software = await softwareOf(bearer(await sign({ scopes: ['person.erase', 'audit.read'] })), now)
    expect(software?.scopes).toEqual(['board.read'])
  })

  test('of a token that has expired meanwhile is refused', async () => {
    const short = await make(administrator, { expiresInDays: 1, now: new Date(now.getTime() - 86_400_000 + 60_000) })
    const jwt = await signAccessToken(short.id, now)
    expect(await softwareOf(bearer(jwt), now)).toMatchObject({ tokenId: short.id })
    await expect(softwareOf(bearer(jwt), new Date(now.getTime() + 61_000))).rejects.toMatchObject(refused)
  })
})

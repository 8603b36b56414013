import { z } from 'zod'
import { permission } from '@/lib/features/accounts/contract'
import type { BranchRef } from '@/lib/features/branches/contract'
import { contract } from '@/lib/shared/contract'
import { branchSlug, idParams, integer, noBody, none, pageLimit, safeName, text, time } from '@/lib/shared/fields'
import { type Permission, softwareScopes } from '@/lib/shared/permissions'
import * as endpoints from './endpoints'
import { longestDays } from './rules'

const tokenBranch = branchSlug.nullable().describe('The branch; null for all branches.')

export const tokenDto = z
  .object({
    id: z.uuid().describe('The id of the token.'),
    name: text('What it is for.', 'Laboratory results'),
    scopes: z.array(permission).describe('What it permits.'),
    branch: tokenBranch,
    createdBy: text('Who created it, by display name; it is valid while they hold all of its permissions.', 'Sara'),
    createdAt: time('When it was created.'),
    expiresAt: time('When it expires.'),
    lastUsedAt: time('When it was used last, to the minute; null if never.').nullable(),
    revokedAt: time('When it was revoked.').nullable(),
    state: z.enum(['active', 'expired', 'revoked']).describe('Whether it can be exchanged.'),
  })
  .meta({ id: 'Token', description: 'A token of another program, without its secret.' })
export type TokenDto = z.infer<typeof tokenDto>

const clearToken = 'dawr_01a20297-3d27-7e6f-bb2a-19fedb362224_7lgNxZvGq0aT5pX1rB7cEw'

export const newTokenDto = tokenDto
  .extend({ token: text('The token in the clear, returned only this once.', clearToken) })
  .meta({ id: 'NewToken', description: 'A token just created, with its secret.' })
export type NewTokenDto = z.infer<typeof newTokenDto>

/** A branch (null: all of them) for which a token may be created, and the scopes that its creator may grant there. */
export type TokenPlace = { branch: BranchRef | null; scopes: readonly Permission[] }

export const listTokens = contract({
  endpoint: endpoints.listTokens,
  summary: 'List the tokens',
  description: 'The tokens of the branches where the caller manages programs; never their secrets.',
  returns: 'One page of tokens, newest first.',
  access: 'software.manage',
  params: none,
  query: z.strictObject({
    before: z.uuid().optional().describe('The cursor: `next` of the previous page.'),
    limit: pageLimit,
  }),
  body: noBody,
  answer: z.object({
    tokens: z.array(tokenDto).describe('The tokens.'),
    next: z.uuid().nullable().describe('The cursor of the next page (`before`); null on the last.'),
  }),
  errors: [],
})

export const createToken = contract({
  endpoint: endpoints.createToken,
  summary: 'Create a token',
  description: "Creates a token for another program, with some of the caller's own permissions.",
  returns: 'The token, which is shown only this once.',
  access: 'software.manage',
  params: none,
  query: none,
  body: z.strictObject({
    name: safeName.meta({ description: 'What it is for.', examples: ['Laboratory results'] }),
    scopes: z
      .array(z.enum(softwareScopes))
      .min(1)
      .max(softwareScopes.length)
      .refine((all) => new Set(all).size === all.length, 'repeated')
      .meta({ description: 'What it permits.', examples: [['queue.read', 'ticket.issue']] }),
    branch: tokenBranch,
    expiresInDays: z
      .number()
      .int()
      .min(1)
      .max(longestDays)
      .meta({ description: 'How many days it is valid.', examples: [90] }),
  }),
  answer: newTokenDto,
  status: 201,
  errors: ['unknown_branch', 'not_allowed'],
})

export const revokeToken = contract({
  endpoint: endpoints.revokeToken,
  summary: 'Revoke a token',
  description: 'Requests with it or its Bearer tokens are refused at once, and its streams close.',
  returns: 'The token, revoked.',
  example: { state: 'revoked', revokedAt: '2026-11-22T06:04:25.785Z' },
  access: 'software.manage',
  params: idParams('token'),
  query: none,
  body: noBody,
  answer: tokenDto,
  errors: ['token_not_found'],
})

export const exchangeToken = contract({
  endpoint: endpoints.exchangeToken,
  summary: 'Exchange a token',
  description:
    'Exchanges a token for a Bearer token, to be sent as `Authorization`. Exchange again when it has expired.',
  returns: 'The Bearer token.',
  access: 'public',
  params: none,
  query: none,
  body: z.strictObject({
    token: z
      .string()
      .min(1)
      .max(200)
      .meta({ description: 'The token as it was created.', examples: [clearToken] }),
  }),
  answer: z.object({
    accessToken: text('The Bearer token.', 'eyJhbGciOiJIUzI1NiJ9.eyJqdGkiOiIwMWEyMDI5NyJ9.4pcPyMD09olPSyXnrXCj'),
    tokenType: z.literal('Bearer').describe('How to send it.'),
    expiresIn: integer('Seconds until it expires.', 600),
  }),
  errors: ['wrong_credentials', 'too_many_requests'],
})

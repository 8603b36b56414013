import { z } from 'zod'
import type { BranchRef } from '@/lib/features/branches/contract'
import { contract } from '@/lib/shared/contract'
import { noBody, none, safeName, slug } from '@/lib/shared/fields'
import { type Permission, permissions, softwareScopes } from '@/lib/shared/permissions'
import * as endpoints from './endpoints'
import { longestDays } from './rules'

export const tokenDto = z.object({
  id: z.uuid(),
  name: z.string(),
  scopes: z.array(z.enum(permissions)),
  /** Slug; null for all branches. */
  branch: slug.nullable(),
  /** Display name of the creator; the token is valid while they hold all of its permissions. */
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  /** To the minute. */
  lastUsedAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
  state: z.enum(['active', 'expired', 'revoked']),
})
export type TokenDto = z.infer<typeof tokenDto>

export const newTokenDto = tokenDto.extend({
  /** The token in the clear, returned only once. */
  token: z.string(),
})
export type NewTokenDto = z.infer<typeof newTokenDto>

/** A branch (null: all of them) for which a token may be created, and the scopes that its creator may grant there. */
export type TokenPlace = { branch: BranchRef | null; scopes: readonly Permission[] }

export const listTokens = contract({
  endpoint: endpoints.listTokens,
  summary: 'The API tokens of the branches in which you manage software, newest first; never the tokens themselves',
  access: 'software.manage',
  params: none,
  query: z.strictObject({
    /** Cursor: `next` of the previous page. */
    before: z.uuid().optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  body: noBody,
  answer: z.object({ tokens: z.array(tokenDto), next: z.uuid().nullable() }),
  errors: [],
})

export const createToken = contract({
  endpoint: endpoints.createToken,
  summary: 'Make a token for another program, with some of your own rights; it is shown this once',
  access: 'software.manage',
  params: none,
  query: none,
  body: z.strictObject({
    name: safeName,
    scopes: z
      .array(z.enum(softwareScopes))
      .min(1)
      .max(softwareScopes.length)
      .refine((all) => new Set(all).size === all.length, 'repeated'),
    /** Slug; null for all branches. */
    branch: slug.nullable(),
    expiresInDays: z.number().int().min(1).max(longestDays),
  }),
  answer: newTokenDto,
  status: 201,
  errors: ['unknown_branch', 'not_allowed'],
})

export const revokeToken = contract({
  endpoint: endpoints.revokeToken,
  summary: 'End a token: requests with it or its Bearer tokens are refused at once, and its streams close',
  access: 'software.manage',
  params: z.strictObject({ id: z.uuid() }),
  query: none,
  body: noBody,
  answer: tokenDto,
  errors: ['token_not_found'],
})

export const exchangeToken = contract({
  endpoint: endpoints.exchangeToken,
  summary: 'Exchange a token for a Bearer token of ten minutes, to be sent as Authorization',
  access: 'public',
  params: none,
  query: none,
  body: z.strictObject({ token: z.string().min(1).max(200) }),
  answer: z.object({
    accessToken: z.string(),
    tokenType: z.literal('Bearer'),
    /** Seconds. */
    expiresIn: z.number().int(),
  }),
  errors: ['wrong_credentials', 'too_many_requests'],
})

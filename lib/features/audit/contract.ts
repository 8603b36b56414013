import { z } from 'zod'
import type { BranchPlace, BranchRef } from '@/lib/features/branches/contract'
import { contract } from '@/lib/shared/contract'
import { localisedText, noBody, none, slug, typedLine } from '@/lib/shared/fields'
import * as endpoints from './endpoints'
import { type AuditSearch, actionFilter } from './rules'

const value = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])
const fields = z.record(z.string(), value).nullable()

export const auditEntryDto = z.object({
  /** The position in the chain of the branch, without gaps, in commit order. */
  seq: z.number().int(),
  at: z.iso.datetime(),
  actor: z.object({
    kind: z.enum(['visitor', 'staff', 'device', 'software', 'system']),
    /** Id of the account, device, token or visitor. */
    id: z.uuid().nullable(),
  }),
  sessionId: z.uuid().nullable(),
  /** The network of the request, too coarse to identify a person. */
  network: z.string().nullable(),
  requestId: z.string().nullable(),
  action: z.string(),
  subject: z.object({ type: z.string(), id: z.string() }),
  before: fields,
  after: fields,
  reason: z.string().nullable(),
})
export type AuditEntryDto = z.infer<typeof auditEntryDto>

export const auditPage = z.object({
  entries: z.array(auditEntryDto),
  /** Names of the ids in these entries: staff, devices, programs, tickets, services, rooms. Never visitors. */
  names: z.record(z.string(), localisedText),
  /** Cursor of the next page (`before`); null at the end. A page may be short or empty and still have a next. */
  next: z.number().int().nullable(),
  /** The oldest position searched for this page, if that is before its last entry. */
  lookedBackTo: z.iso.datetime().nullable(),
})
export type AuditPageDto = z.infer<typeof auditPage>

/** An actor that can be filtered by. */
export type PossibleActor = { id: string; name: string; kind: 'staff' | 'device' | 'software' }

/** The data of the audit page. */
export type AuditView = {
  /** The filters applied, with the branch resolved. */
  search: AuditSearch
  branches: readonly BranchRef[]
  /** Whether entries without a branch may be read. */
  everywhere: boolean
  /** The time zone and digits of the branch. */
  place: Pick<BranchPlace, 'timeZone' | 'digits'>
  actors: readonly PossibleActor[]
  page: AuditPageDto
}

export const listAudit = contract({
  endpoint: endpoints.listAudit,
  summary: 'The audit of a branch, newest first; without a branch, of changes that belong to none',
  access: 'audit.read',
  params: none,
  query: z.strictObject({
    branch: slug.optional(),
    from: z.iso.datetime({ offset: true }).optional(),
    to: z.iso.datetime({ offset: true }).optional(),
    /** Id of an account, device or token. */
    actor: z.uuid().optional(),
    /** `ticket.call`, or all of a kind with `ticket.` */
    action: z.string().max(80).regex(actionFilter).optional(),
    subject: typedLine(1, 200).optional(),
    /** Cursor: `next` of the previous page. */
    before: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  body: noBody,
  answer: auditPage,
  errors: ['unknown_branch', 'not_allowed'],
})

import { z } from 'zod'
import type { BranchPlace, BranchRef } from '@/lib/features/branches/contract'
import { contract } from '@/lib/shared/contract'
import { branchSlug, integer, localisedText, noBody, none, pageLimit, text, time, typedLine } from '@/lib/shared/fields'
import * as endpoints from './endpoints'
import { type AuditSearch, actionFilter } from './rules'

const value = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])
const fields = (when: string, example: object) =>
  z
    .record(z.string(), value)
    .meta({ description: `The changed fields ${when} the change; null when there are none.`, examples: [example] })
    .nullable()

const actorKinds = ['visitor', 'staff', 'device', 'software', 'system'] as const

export const auditEntryDto = z
  .object({
    seq: integer('The position in the chain of the branch, without gaps, in the order of commits.', 5_120),
    at: time('When it happened.'),
    actor: z
      .object({
        kind: z.enum(actorKinds).meta({ description: 'What kind of actor it was.', examples: ['staff'] }),
        id: z
          .uuid()
          .meta({
            description: 'The id of the account, device, token or visitor; null for the system.',
            examples: ['01a1f0c2-77b0-7c11-8d1f-2b9a3c4d5e6f'],
          })
          .nullable(),
      })
      .describe('Who did it.'),
    sessionId: z.uuid().nullable().describe('The session it was done in.'),
    network: text('The network of the request, too coarse to identify a person.', '192.0.2.0/24').nullable(),
    requestId: text('The id of the request.', '01a201db-1a42-7c3e-9b54-6f0d2c8e7a10').nullable(),
    action: text('What was done.', 'ticket.call'),
    subject: z
      .object({
        type: text('What kind of object it is.', 'ticket'),
        id: text('The id or name of the object.', '01a201db-1a42-7c3e-9b54-6f0d2c8e7a10'),
      })
      .describe('What it was done to.'),
    before: fields('before', { state: 'waiting' }),
    after: fields('after', { state: 'called' }),
    reason: text('The reason given; null without one.', 'Left the company').nullable(),
  })
  .meta({ id: 'AuditEntry', description: 'One change: who did what to which object. Never personal data.' })
export type AuditEntryDto = z.infer<typeof auditEntryDto>

export const auditPage = z.object({
  entries: z.array(auditEntryDto).describe('The entries, newest first.'),
  names: z.record(z.string(), localisedText).meta({
    description:
      'Names of the ids in these entries: staff, devices, programs, tickets, services, rooms. Never visitors.',
    examples: [{ '01a1f0c2-77b0-7c11-8d1f-2b9a3c4d5e6f': { ar: 'نورة', en: 'Nora' } }],
  }),
  next: integer(
    'The cursor of the next page (`before`); null at the end. A page may be short or empty and still have a next.',
    5_071,
  ).nullable(),
  lookedBackTo: time('The oldest time searched for this page, if that is before its last entry.').nullable(),
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
  summary: 'Read the audit',
  description: 'The changes in a branch; without a branch, those that belong to none.',
  returns: 'One page of entries, newest first.',
  access: 'audit.read',
  params: none,
  query: z.strictObject({
    branch: branchSlug.optional(),
    from: z.iso.datetime({ offset: true }).optional().describe('Only changes since then.'),
    to: z.iso.datetime({ offset: true }).optional().describe('Only changes before then.'),
    actor: z.uuid().optional().describe('Only changes by this account, device or token, by its id.'),
    action: z
      .string()
      .max(80)
      .regex(actionFilter)
      .optional()
      .meta({ description: 'Only this action, or all of a kind with `ticket.`.', examples: ['ticket.call'] }),
    subject: typedLine(1, 200)
      .optional()
      .meta({
        description: 'Only changes of the object with this id or name.',
        examples: ['01a201db-1a42-7c3e-9b54-6f0d2c8e7a10'],
      }),
    before: z.coerce
      .number()
      .int()
      .min(1)
      .max(Number.MAX_SAFE_INTEGER)
      .optional()
      .meta({ description: 'The cursor: `next` of the previous page.', examples: [5_071] }),
    limit: pageLimit,
  }),
  body: noBody,
  answer: auditPage,
  errors: ['unknown_branch', 'not_allowed'],
})

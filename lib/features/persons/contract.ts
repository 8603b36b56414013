import { z } from 'zod'
import { contract } from '@/lib/shared/contract'
import { noBody, none, safeName, slug, typedLine } from '@/lib/shared/fields'
import { cleanLines, isSafeText } from '@/lib/shared/text'
import * as endpoints from './endpoints'

/** As typed; the rules of the branch's country decide whether it is valid. */
const typedNumber = typedLine(3, 40)

/** Text of several lines. */
const typedText = (most: number) =>
  z.string().overwrite(cleanLines).min(1).max(most).refine(isSafeText, 'unsafe_characters')

/** A visitor's personal data. Only for staff with the permission. */
export const personDto = z.object({
  id: z.uuid(),
  branch: slug,
  name: z.string().nullable(),
  /** E.164. */
  phone: z.string().nullable(),
  nationalId: z.string().nullable(),
  notes: z.string().nullable(),
  phoneConfirmedAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  lastVisitOn: z.iso.date(),
  /** When the record was erased. */
  erasedAt: z.iso.datetime().nullable(),
  version: z.number().int(),
})
export type PersonDto = z.infer<typeof personDto>

const visitTicket = z.object({
  code: z.string(),
  service: slug,
  state: z.string(),
  createdAt: z.iso.datetime(),
  calledAt: z.iso.datetime().nullable(),
  startedAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
})

/** A visit on one day. */
export const personVisitDto = z.object({ id: z.uuid(), date: z.iso.date(), tickets: z.array(visitTicket) })
export type PersonVisitDto = z.infer<typeof personVisitDto>

const id = z.strictObject({ id: z.uuid() })

/** Answer of a command: nothing personal, because answers are stored for repeats. */
const changed = z.object({ id: z.uuid(), version: z.number().int() })
export type ChangedPerson = z.infer<typeof changed>

export const searchPersons = contract({
  endpoint: endpoints.searchPersons,
  summary:
    'Find the person with exactly this phone number or national id in a branch; sent in the body, to keep it out of URLs',
  access: 'person.read',
  params: none,
  query: none,
  body: z
    .strictObject({ branch: slug.optional(), phone: typedNumber.optional(), nationalId: typedNumber.optional() })
    .refine((it) => (it.phone === undefined) !== (it.nationalId === undefined), 'phone_or_national_id'),
  answer: z.object({ persons: z.array(personDto) }),
  errors: ['unknown_branch'],
})

export const createPerson = contract({
  endpoint: endpoints.createPerson,
  summary: 'Create the record of a visitor; `person_exists` gives the id of the record that already has that number',
  access: 'person.manage',
  params: none,
  query: none,
  body: z
    .strictObject({
      branch: slug.optional(),
      name: safeName.optional(),
      phone: typedNumber.optional(),
      nationalId: typedNumber.optional(),
      notes: typedText(2_000).optional(),
    })
    .refine((it) => Boolean(it.name ?? it.phone ?? it.nationalId ?? it.notes), 'nothing_given'),
  answer: changed,
  status: 201,
  errors: ['unknown_branch', 'person_exists'],
})

export const getPerson = contract({
  endpoint: endpoints.getPerson,
  summary: 'The record of a person, with the newest 20 visits',
  access: 'person.read',
  params: id,
  query: none,
  body: noBody,
  answer: personDto.extend({ visits: z.array(personVisitDto) }),
  showsPresence: true,
  errors: ['person_not_found'],
})
export type PersonWithVisits = z.infer<typeof getPerson.answer>

export const updatePerson = contract({
  endpoint: endpoints.updatePerson,
  summary: 'Change the record of a person; null removes a value. A new phone number is unconfirmed',
  access: 'person.manage',
  params: id,
  query: none,
  body: z.strictObject({
    version: z.number().int().min(1),
    name: safeName.nullable().optional(),
    phone: typedNumber.nullable().optional(),
    nationalId: typedNumber.nullable().optional(),
    notes: typedText(2_000).nullable().optional(),
  }),
  answer: changed,
  errors: ['person_not_found', 'person_exists', 'stale_version'],
})

/** All data stored about a person, as one document. */
export const personExport = z.object({
  format: z.literal('dawr-person-1'),
  exportedAt: z.iso.datetime(),
  person: personDto,
  confirmed: z.object({ phone: z.iso.datetime().nullable(), browsers: z.number().int() }),
  visits: z.array(
    z.object({
      id: z.uuid(),
      date: z.iso.date(),
      createdAt: z.iso.datetime(),
      holderName: z.string().nullable(),
      tickets: z.array(visitTicket),
    }),
  ),
})
export type PersonExport = z.infer<typeof personExport>

export const exportPerson = contract({
  endpoint: endpoints.exportPerson,
  summary: 'All data stored about a person, as one JSON document; the export is audited',
  access: 'person.export',
  params: id,
  query: none,
  body: noBody,
  answer: personExport,
  showsPresence: true,
  errors: ['person_not_found'],
})

export const erasePerson = contract({
  endpoint: endpoints.erasePerson,
  summary: 'Erase a person permanently; visits and tickets stay as numbers without a person',
  access: 'person.erase',
  params: id,
  query: none,
  body: z.strictObject({
    /** Stored permanently in the audit: must not name a person. */
    reason: typedText(300),
  }),
  answer: changed,
  errors: ['person_not_found'],
})

export const linkPerson = contract({
  endpoint: endpoints.linkPerson,
  summary: 'Link the visit of a ticket to a person; null unlinks it',
  access: 'ticket.manage',
  params: id,
  query: none,
  body: z.strictObject({ person: z.uuid().nullable() }),
  answer: z.object({ ticket: z.uuid(), person: z.uuid().nullable() }),
  errors: ['ticket_not_found', 'person_not_found'],
})

export const requestCode = contract({
  endpoint: endpoints.requestCode,
  summary: 'Send a code to a phone number; the answer is the same whether or not the number is known',
  access: 'visitor',
  params: none,
  query: none,
  body: z.strictObject({
    phone: typedNumber,
    branch: slug.optional(),
    /** Language of the message. */
    language: z.enum(['ar', 'en']).default('ar'),
  }),
  answer: z.object({ id: z.uuid(), expiresAt: z.iso.datetime(), resendAfterSeconds: z.number().int() }),
  status: 201,
  errors: ['unknown_branch', 'switched_off', 'too_many_requests', 'message_not_sent', 'not_allowed'],
})
export type RequestedCode = z.infer<typeof requestCode.answer>

export const confirmPhone = contract({
  endpoint: endpoints.confirmPhone,
  summary: 'Confirm a phone number with the received code; links this browser and today’s visit to the person',
  access: 'visitor',
  params: id,
  query: none,
  body: z.strictObject({ code: typedLine(1, 20) }),
  answer: z.object({ confirmed: z.literal(true) }),
  errors: ['confirmation_not_found', 'wrong_code', 'not_allowed'],
})

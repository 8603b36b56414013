import { z } from 'zod'
import { contract } from '@/lib/shared/contract'
import {
  branchSlug,
  idParams,
  integer,
  noBody,
  none,
  optionalBranch,
  safeName,
  serviceSlug,
  text,
  time,
  typedLine,
} from '@/lib/shared/fields'
import { cleanLines, isSafeText } from '@/lib/shared/text'
import * as endpoints from './endpoints'

/** As typed; the rules of the branch's country decide whether it is valid. */
const typedNumber = typedLine(3, 40)

/** Text of several lines. */
const typedText = (most: number) =>
  z.string().overwrite(cleanLines).min(1).max(most).refine(isSafeText, 'unsafe_characters')

const personId = z.uuid().describe('The id of the person.')
const phone = typedNumber.meta({
  description: "A phone number as typed; the branch's country decides what is valid.",
  examples: ['0501234567'],
})
const nationalId = typedNumber.meta({ description: 'A national id as typed.', examples: ['1012345672'] })
const name = safeName.meta({ description: 'The name.', examples: ['سارة الحربي'] })
const notes = typedText(2_000).meta({ description: 'Notes for staff.', examples: ['Needs a wheelchair'] })

/** A visitor's personal data. Only for staff with the permission. */
export const personDto = z
  .object({
    id: personId,
    branch: branchSlug,
    name: text('The name.', 'سارة الحربي').nullable(),
    phone: text('The phone number in E.164.', '+966501234567').nullable(),
    nationalId: text('The national id.', '1012345672').nullable(),
    notes: text('Notes for staff.', 'Needs a wheelchair').nullable(),
    phoneConfirmedAt: time('When the phone number was confirmed.').nullable(),
    createdAt: time('When the record was created.'),
    updatedAt: time('When it was changed last.'),
    lastVisitOn: z.iso
      .date()
      .describe('The day of the last visit, or of the creation while there is none; the retention counts from it.'),
    erasedAt: time('When the record was erased; its data are then null.').nullable(),
    version: integer('Raised by each change.', 3),
  })
  .meta({ id: 'Person', description: "A visitor's personal data. Only for staff with the permission." })
export type PersonDto = z.infer<typeof personDto>

const visitTicket = z
  .object({
    code: text('The code shown in the hall.', 'L045'),
    service: serviceSlug,
    state: text('The state of the ticket, as in `TicketState`.', 'waiting'),
    createdAt: time('When it was taken.'),
    calledAt: time('When it was called last.').nullable(),
    startedAt: time('When its service started.').nullable(),
    endedAt: time('When it ended.').nullable(),
  })
  .meta({ id: 'VisitTicket', description: 'A ticket of a past visit.' })

/** A visit on one day. */
export const personVisitDto = z
  .object({
    id: z.uuid().describe('The id of the visit.'),
    date: z.iso.date().describe('The business day.'),
    tickets: z.array(visitTicket).describe('The tickets of the visit.'),
  })
  .meta({ id: 'Visit', description: 'A visit on one day.' })
export type PersonVisitDto = z.infer<typeof personVisitDto>

const id = idParams('person')

/** Answer of a command: nothing personal, because answers are stored for repeats. */
const changed = z
  .object({ id: personId, version: integer('The `version` after the change.', 4) })
  .meta({ id: 'ChangedPerson', description: 'Which record was changed; without the data, because answers are stored.' })
export type ChangedPerson = z.infer<typeof changed>

export const searchPersons = contract({
  endpoint: endpoints.searchPersons,
  summary: 'Find a person',
  description:
    'Finds the person with exactly this phone number or national id in a branch; sent in the body, to keep it out of URLs.',
  returns: 'The person, or an empty list.',
  access: 'person.read',
  params: none,
  query: none,
  body: z
    .strictObject({ branch: optionalBranch, phone: phone.optional(), nationalId: nationalId.optional() })
    .refine((it) => (it.phone === undefined) !== (it.nationalId === undefined), 'phone_or_national_id')
    .meta({ description: 'Either a phone number or a national id.', examples: [{ phone: '0501234567' }] }),
  answer: z.object({ persons: z.array(personDto).describe('At most one person.') }),
  errors: ['unknown_branch'],
})

export const createPerson = contract({
  endpoint: endpoints.createPerson,
  summary: 'Create a person',
  description:
    'Creates the record of a visitor. `person_exists` gives the id of the record that already has that number.',
  returns: 'The new record.',
  example: { version: 1 },
  access: 'person.manage',
  params: none,
  query: none,
  body: z
    .strictObject({
      branch: optionalBranch,
      name: name.optional(),
      phone: phone.optional(),
      nationalId: nationalId.optional(),
      notes: notes.optional(),
    })
    .refine((it) => Boolean(it.name ?? it.phone ?? it.nationalId ?? it.notes), 'nothing_given')
    .describe('At least one of name, phone number, national id and notes.'),
  answer: changed,
  status: 201,
  errors: ['unknown_branch', 'person_exists'],
})

export const getPerson = contract({
  endpoint: endpoints.getPerson,
  summary: 'Read a person',
  description: 'The record of a person with the newest visits. Reading it is audited and counts as activity.',
  returns: 'The record, with the newest 20 visits.',
  access: 'person.read',
  params: id,
  query: none,
  body: noBody,
  answer: personDto
    .extend({ visits: z.array(personVisitDto).describe('The newest 20 visits.') })
    .meta({ id: 'PersonWithVisits', description: 'A person with the newest visits.' }),
  showsPresence: true,
  errors: ['person_not_found'],
})
export type PersonWithVisits = z.infer<typeof getPerson.answer>

export const updatePerson = contract({
  endpoint: endpoints.updatePerson,
  summary: 'Change a person',
  description: 'Changes the values that are sent; null removes one. A new phone number is unconfirmed.',
  returns: 'The changed record.',
  access: 'person.manage',
  params: id,
  query: none,
  body: z.strictObject({
    version: z
      .number()
      .int()
      .min(1)
      .meta({ description: 'The `version` that the caller saw; a newer one refuses the change.', examples: [3] }),
    name: name.nullable().optional(),
    phone: phone.nullable().optional(),
    nationalId: nationalId.nullable().optional(),
    notes: notes.nullable().optional(),
  }),
  answer: changed,
  errors: ['person_not_found', 'person_exists', 'stale_version'],
})

/** All data stored about a person, as one document. */
export const personExport = z
  .object({
    format: z.literal('dawr-person-1').describe('The format of this document.'),
    exportedAt: time('When it was exported.'),
    person: personDto,
    confirmed: z
      .object({
        phone: time('When the phone number was confirmed.').nullable(),
        browsers: integer('How many browsers are linked to the person.', 1),
      })
      .describe('What the person has confirmed.'),
    visits: z
      .array(
        z.object({
          id: z.uuid().describe('The id of the visit.'),
          date: z.iso.date().describe('The business day.'),
          createdAt: time('When the visit began.'),
          holderName: text('The name under which staff registered the visit.', 'سارة').nullable(),
          tickets: z.array(visitTicket).describe('The tickets of the visit.'),
        }),
      )
      .describe('All visits.'),
  })
  .meta({ id: 'PersonExport', description: 'All data stored about a person, as one document.' })
export type PersonExport = z.infer<typeof personExport>

export const exportPerson = contract({
  endpoint: endpoints.exportPerson,
  summary: 'Export a person',
  description: 'All data stored about a person, as one document. The export is audited.',
  returns: 'The document.',
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
  summary: 'Erase a person',
  description: 'Erases the data permanently; visits and tickets stay as numbers without a person.',
  returns: 'The erased record.',
  access: 'person.erase',
  params: id,
  query: none,
  body: z.strictObject({
    reason: typedText(300).meta({
      description: 'Stored permanently in the audit: must not name a person.',
      examples: ['Asked for by letter of 20 November'],
    }),
  }),
  answer: changed,
  errors: ['person_not_found'],
})

const linked = z
  .uuid()
  .nullable()
  .meta({
    description: 'The id of the person; null for none.',
    examples: ['01a1f0c2-77b0-7c11-8d1f-2b9a3c4d5e6f'],
  })

export const linkPerson = contract({
  endpoint: endpoints.linkPerson,
  summary: 'Link a visit to a person',
  description: 'Links the visit of a ticket to a person; null unlinks it.',
  returns: 'What is linked now.',
  access: 'ticket.manage',
  params: idParams('ticket'),
  query: none,
  body: z.strictObject({ person: linked }),
  answer: z.object({ ticket: z.uuid().describe('The id of the ticket.'), person: linked }),
  errors: ['ticket_not_found', 'person_not_found'],
})

export const requestCode = contract({
  endpoint: endpoints.requestCode,
  summary: 'Request a code by message',
  description: 'Sends a code to a phone number. The answer is the same whether or not the number is known.',
  returns: 'The confirmation, which waits for the code.',
  access: 'visitor',
  params: none,
  query: none,
  body: z.strictObject({
    phone,
    branch: optionalBranch,
    language: z.enum(['ar', 'en']).default('ar').describe('The language of the message.'),
  }),
  answer: z.object({
    id: z.uuid().describe('The id of the confirmation.'),
    expiresAt: time('Until when the code is valid.'),
    resendAfterSeconds: integer('Seconds after which another code can be requested.', 60),
  }),
  status: 201,
  errors: ['unknown_branch', 'switched_off', 'too_many_requests', 'message_not_sent', 'not_allowed'],
})
export type RequestedCode = z.infer<typeof requestCode.answer>

export const confirmPhone = contract({
  endpoint: endpoints.confirmPhone,
  summary: 'Confirm a phone number',
  description: 'Confirms it with the received code, and links this browser and its visit of today to the person.',
  returns: 'That the number is confirmed.',
  access: 'visitor',
  params: idParams('confirmation'),
  query: none,
  body: z.strictObject({ code: typedLine(1, 20).meta({ description: 'The received code.', examples: ['482913'] }) }),
  answer: z.object({ confirmed: z.literal(true).describe('Always true.') }),
  errors: ['confirmation_not_found', 'wrong_code', 'not_allowed'],
})

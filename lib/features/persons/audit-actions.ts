/** The audit actions of this feature. */
export const personsAuditActions = [
  'ticket.link_person',
  'person.create',
  'person.update',
  'person.confirm_phone',
  'person.export',
  'person.erase',
  'phone_confirmation.request',
] as const

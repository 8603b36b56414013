/** The audit actions of this feature: every change of a ticket. */
export const queueAuditActions = [
  'ticket.join',
  'ticket.call',
  'ticket.recall',
  'ticket.start',
  'ticket.finish',
  'ticket.no_answer',
  'ticket.hold',
  'ticket.resume',
  'ticket.transfer',
  'ticket.cancel',
  'ticket.undo',
  'ticket.expire',
  'ticket.carry_over',
  'ticket.replan',
] as const

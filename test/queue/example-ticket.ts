import type { TicketDto } from '@/lib/features/queue/contract'

/** A ticket in the middle of a line, for tests of what screens make of it. */
export const exampleTicket: TicketDto = {
  id: '0193-1',
  visit: '019ab000-0000-7000-8000-000000000001',
  code: 'E014',
  number: 14,
  branch: 'main',
  service: { slug: 'eyes', name: { ar: 'العيون', en: 'Eyes' } },
  movedFrom: null,
  state: 'waiting',
  class: 'normal',
  place: 3,
  peopleAhead: 2,
  ahead: { total: 2, emergency: 0, booked: 0, earlier: 2 },
  wait: { low: 10, high: 15 },
  peopleBehind: 0,
  goTo: null,
  callCount: 0,
  createdAt: '2026-11-22T07:00:00.000Z',
  calledAt: null,
  startedAt: null,
  endedAt: null,
  businessDate: '2026-11-22',
  version: 1,
  link: '/visit/x',
}

import type { PlaceDto, TicketDto } from '@/lib/features/queue/contract'
import { outOfLine } from '@/lib/features/queue/place-in-line'
import type { LocalisedText } from '@/lib/shared/fields'

type Sample = { code: string; clinic: LocalisedText; goTo: PlaceDto | null }

/** A text that is being typed: where a language is still empty, the other one, else an ellipsis. */
export function typedSoFar({ ar, en }: LocalisedText): LocalisedText {
  return { ar: ar || en || '…', en: en || ar || '…' }
}

const at = '2026-01-04T08:00:00.000Z'

/** A ticket as a visitor would have it: waiting third in line, or called to a room. */
export function sampleTicket({ code, clinic, goTo }: Sample): TicketDto {
  return {
    ...{ id: 'sample', visit: 'sample', code, number: 7, branch: 'sample', link: '', version: 1 },
    service: { slug: 'sample', name: clinic },
    movedFrom: null,
    class: 'normal',
    ...(goTo === null
      ? {
          ...{ state: 'waiting', place: 4, peopleAhead: 3, peopleBehind: 2 },
          ahead: { total: 3, emergency: 0, booked: 0, earlier: 3 },
          wait: { low: 10, high: 15 },
        }
      : { state: 'called', ...outOfLine }),
    goTo,
    ...{ callCount: 1, createdAt: at, calledAt: null, startedAt: null, endedAt: null, businessDate: '2026-01-04' },
  }
}

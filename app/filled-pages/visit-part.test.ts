import { expect, test } from 'vitest'
import type { PlaceDto, TicketDto } from '@/lib/features/queue/contract'
import type { Locale } from '@/lib/i18n/routing'
import { ownDataId } from '@/lib/shared/page-marks'
import { exampleTicket } from '@/test/queue/example-ticket'
import { visitPart } from './visit-part'

const name = { ar: 'العيون', en: 'Eyes </div><script>alert(1)</script> &amp;' }
const ticket = { ...exampleTicket, service: { slug: 'eyes', name }, peopleAhead: 5 }
const branch = { slug: 'main', name: { ar: 'المركز', en: 'Centre' }, timeZone: 'Asia/Riyadh', digits: 'arab' as const }
const visit = {
  branch,
  tickets: [ticket],
  snapshots: [],
  rooms: {},
  plan: null,
  cursor: 'e.1',
  at: '2026-11-22T07:00:00.000Z',
  held: true,
}
const data = { visit, phone: null }

test('a visit shows its ticket without any script, in the language and digits of the page', () => {
  expect(visitPart('ar', data)).toMatch(/المركز[^]*العيون[^]*014[^]*قبلك ٥ أشخاص/)
  expect(visitPart('en', data)).toMatch(/Centre[^]*Eyes[^]*014[^]*5 people/)
})

test('a visit with several tickets shows the called one', () => {
  const called = { ...ticket, id: '0193-2', code: 'L002', state: 'called' as const, peopleAhead: null }
  const html = visitPart('en', { ...data, visit: { ...visit, tickets: [ticket, called] } })
  expect(html.split(ownDataId)[0]).toMatch(/002/)
  expect(html.split(ownDataId)[0]).not.toMatch(/014/)
})

test('S5: a visit shows without any script that its ticket was moved, and from where to where', () => {
  const movedFrom = { slug: 'bones', name: { ar: 'العظام', en: 'Orthopaedics' } }
  const moved = { ...ticket, service: { slug: 'psychiatry', name: { ar: 'النفسية', en: 'Psychiatry' } }, movedFrom }
  const shown = (one: TicketDto, locale: Locale) => visitPart(locale, { ...data, visit: { ...visit, tickets: [one] } })
  expect(shown(moved, 'en')).toContain('You were moved from Orthopaedics to Psychiatry.')
  expect(shown(moved, 'ar')).toContain('نُقل دورك من العظام إلى النفسية')
  expect(shown({ ...moved, state: 'in_service' }, 'en').split(ownDataId)[0]).not.toContain('Orthopaedics')
  expect(shown({ ...moved, movedFrom: null }, 'en')).not.toContain('You were moved')
})

test('S5: a visit names the rooms that may call, their floor and the way, before the call', () => {
  const room = (number: number) => ({
    slug: `room-${number}`,
    label: { ar: `غرفة ${number}`, en: `Room ${number}` },
    floor: { ar: 'الطابق الأول', en: 'First floor' },
    directions: { ar: 'الممر الأزرق', en: number === 3 ? 'Green corridor' : 'Blue corridor' },
  })
  const shown = (rooms: PlaceDto[], locale: Locale) =>
    visitPart(locale, { ...data, visit: { ...visit, rooms: { eyes: rooms } } })
  expect(shown([room(1), room(2)], 'en')).toMatch(/Room 1 or Room 2[^]*First floor · Blue corridor[^]*which one/)
  expect(shown([room(1), room(2)], 'ar')).toMatch(/غرفة ١ أو غرفة ٢[^]*الطابق الأول · الممر الأزرق/)
  const many = shown([room(1), room(2), room(3), room(4)], 'en').split(ownDataId)[0]
  expect(many).toContain('First floor')
  expect(many).not.toMatch(/Room \d|corridor/)
})

test('S5: what is said of closing the page agrees with when it rings', () => {
  const far = visitPart('en', data)
  expect(far).toContain('Keep this page open to hear your call. If you close it, your place in line is kept.')
})

test('A8: the scripts of the page find all its data, and no text in it becomes an element', () => {
  const html = visitPart('en', data)
  expect(html).not.toContain('<script')
  const [, text = ''] = new RegExp(`<div hidden="" id="${ownDataId}">([^<]*)</div>$`).exec(html) ?? []
  const unescaped = text
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
  expect(JSON.parse(unescaped)).toEqual(data)
})

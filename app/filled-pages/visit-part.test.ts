import { expect, test } from 'vitest'
import { ownDataId } from '@/lib/shared/page-marks'
import { exampleTicket } from '@/test/queue/example-ticket'
import { visitPart } from './visit-part'

const name = { ar: 'العيون', en: 'Eyes </div><script>alert(1)</script> &amp;' }
const ticket = { ...exampleTicket, service: { slug: 'eyes', name }, peopleAhead: 5 }
const branch = { slug: 'main', name: { ar: 'المركز', en: 'Centre' }, timeZone: 'Asia/Riyadh', digits: 'arab' as const }
const visit = { branch, tickets: [ticket], snapshots: [], cursor: 'e.1', at: '2026-11-22T07:00:00.000Z', held: true }
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

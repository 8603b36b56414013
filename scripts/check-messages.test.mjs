import { expect, test } from 'vitest'
import { findMessageFaults } from './check-messages.mjs'
import { lines, plant } from './support/planted.mjs'

const whole = '{n, plural, zero {لا أحد} one {واحد} two {اثنان} few {#} many {#} other {#}}'

function project({ ar = {}, en = {}, more = {} }) {
  return plant({
    'lib/i18n/messages/ar/shell.json': JSON.stringify(ar, null, 2),
    'lib/i18n/messages/en/shell.json': JSON.stringify(en, null, 2),
    'lib/ui/bar.tsx': "const t = useTranslations('shell')",
    ...more,
  })
}

test('accepts languages with equal keys', () => {
  const ar = { title: 'دور', line: whole, deep: { hello: 'أهلًا {name}' } }
  const en = { title: 'Dawr', line: '{n, plural, one {#} other {#}}', deep: { hello: 'Hello {name}' } }
  expect(lines(findMessageFaults(project({ ar, en })))).toEqual([])
})

test('reports keys and arguments that exist in one language only', () => {
  const ar = { hello: 'أهلًا', only: 'هنا' }
  const en = { hello: 'Hello {name}' }
  expect(lines(findMessageFaults(project({ ar, en })))).toEqual([
    'lib/i18n/messages/ar/shell.json:3 only is not in lib/i18n/messages/en/shell.json',
    'lib/i18n/messages/en/shell.json:2 hello takes {name:value}, which lib/i18n/messages/ar/shell.json does not',
  ])
})

test('reports an Arabic plural without its six forms, also inside a tag', () => {
  const ar = { line: '<b>{n, plural, one {#} other {#}}</b>' }
  expect(lines(findMessageFaults(project({ ar, en: ar })))).toEqual([
    'lib/i18n/messages/ar/shell.json:2 line counts {n} without zero, two, few, many',
  ])
})

test('S10: reports plural forms that the language does not have, and takes exact numbers in their place', () => {
  const ar = { calls: whole, times: whole }
  const en = {
    calls: '{n, plural, zero {Never} one {Once} two {Twice} other {#}}',
    times: '{n, plural, =0 {Never} one {Once} =2 {Twice} other {#}}',
  }
  expect(lines(findMessageFaults(project({ ar, en })))).toEqual([
    'lib/i18n/messages/en/shell.json:2 calls counts {n} with zero, two, which en does not have: use =n',
  ])
})

test('S12: reports an Arabic digit written in a text, where a branch may use the other script', () => {
  const en = { hint: 'At least 12', seen: 'iOS 15' }
  expect(lines(findMessageFaults(project({ ar: { hint: 'على الأقل ١٢', seen: 'iOS 15' }, en })))).toEqual([
    'lib/i18n/messages/ar/shell.json:2 hint has a digit: use an argument from the formats, or a word',
  ])
})

test('reports a message that cannot be parsed', () => {
  expect(lines(findMessageFaults(project({ ar: { a: '{n' }, en: { a: 'n' } })))[0]).toMatch(
    /ar\/shell\.json:2 a is not/,
  )
})

test('reports missing, unknown and unused namespaces', () => {
  const more = {
    'lib/i18n/messages/ar/tv.json': '{}',
    'lib/i18n/messages/ar/visitor.json': '{}',
    'lib/i18n/messages/en/visitor.json': '{}',
    'app/page.tsx': "\nconst t = await getTranslations({ locale, namespace: 'console' })",
  }
  expect(lines(findMessageFaults(project({ more })))).toEqual([
    'lib/i18n/messages/en/tv.json:1 is missing',
    'app/page.tsx:2 there is no namespace console in lib/i18n/messages',
    'lib/i18n/messages/ar/tv.json:1 nothing uses the namespace tv',
    'lib/i18n/messages/ar/visitor.json:1 nothing uses the namespace visitor',
  ])
})

test('every error has a text', () => {
  const more = {
    'lib/shared/errors.ts': 'export const errorStatus = {\n  not_found: 404,\n  conflict: 409,\n} as const\n',
    'lib/i18n/messages/ar/errors.json': '{ "not_found": "غير موجود" }',
    'lib/i18n/messages/en/errors.json': '{ "not_found": "Not found" }',
    'app/error.tsx': "useTranslations('errors')",
  }
  expect(lines(findMessageFaults(project({ more })))).toEqual([
    'lib/i18n/messages/ar/errors.json:1 the error conflict has no text',
  ])
})

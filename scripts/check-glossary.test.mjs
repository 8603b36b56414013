import { expect, test } from 'vitest'
import { findGlossaryFaults } from './check-glossary.mjs'
import { lines, plant } from './support/planted.mjs'

const glossary = `| English | Arabic | not | ليس | meaning |
|---|---|---|---|---|
| line, lines | طابور, طوابير | queue | الصف | |
| room | غرفة | | نافذة (console) | |

Words that no Arabic text uses: افتح,
ألغِ.
`
const ar = { line: 'طابور العيون', room: 'في غرفتك' }
const en = { line: 'Line of the eye clinic', room: 'In your room' }

function project({ arabic = {}, english = {}, more = {}, namespace = 'shell' } = {}) {
  return plant({
    'docs/glossary.md': glossary,
    [`lib/i18n/messages/ar/${namespace}.json`]: JSON.stringify({ ...ar, ...arabic }, null, 2),
    [`lib/i18n/messages/en/${namespace}.json`]: JSON.stringify({ ...en, ...english }, null, 2),
    ...more,
  })
}

const found = (given) => lines(findGlossaryFaults(project(given)))

test('T8: accepts texts that use the terms, also with an article, a pronoun or in the plural', () => {
  const arabic = { all: 'كل الطوابير', leave: 'من طابورك', mine: 'للطابور' }
  expect(found({ arabic, english: { all: 'All lines', leave: 'Leave your line', mine: 'Into the line' } })).toEqual([])
})

test('T8: reports a word that the glossary replaces, in either language', () => {
  expect(found({ arabic: { end: 'آخر الصف' }, english: { end: 'Last in the queue' } })).toEqual([
    'lib/i18n/messages/ar/shell.json:4 end says "الصف": say "طابور"',
    'lib/i18n/messages/en/shell.json:4 end says "queue": say "line"',
  ])
})

test('T8: reports a word only where it is wrong', () => {
  const given = { arabic: { pane: 'نافذة' }, english: { pane: 'Pane' } }
  expect(found(given)).toEqual([])
  expect(found({ ...given, namespace: 'console' })).toEqual([
    'lib/i18n/messages/ar/console.json:4 pane says "نافذة": say "غرفة"',
  ])
})

test('T8: reports a term whose other language says something else', () => {
  expect(found({ arabic: { full: 'اكتمل العدد' }, english: { full: 'The line is full' } })).toEqual([
    'lib/i18n/messages/ar/shell.json:4 full is about "line" without "طابور"',
  ])
})

test('T8: looks at every form of a count, and not at the names of its arguments', () => {
  const arabic = { count: '{queue, plural, zero {لا أحد} other {في الطابور}}' }
  expect(found({ arabic, english: { count: '{queue, plural, =0 {Nobody} other {In line}}' } })).toEqual([])
  expect(found({ arabic, english: { count: '{n, plural, =0 {No queue} other {In line}}' } })).toEqual([
    'lib/i18n/messages/en/shell.json:4 count says "queue": say "line"',
  ])
})

test('S12: reports a masculine command, but not a word that begins like one', () => {
  expect(
    found({ arabic: { open: 'افتح الصفحة', opened: 'افتحت' }, english: { open: 'Open', opened: 'Opened' } }),
  ).toEqual(['lib/i18n/messages/ar/shell.json:4 open says "افتح": see the forms there'])
})

test('S12: a name in quotation marks is what something on a screen is called', () => {
  const arabic = { start: 'بدء', hint: 'اضغط «بدء» ثم «توقف»' }
  const english = { start: 'Start', hint: 'Press “Start”, then “Stop”' }
  expect(found({ arabic, english })).toEqual([
    'lib/i18n/messages/ar/shell.json:5 hint names "توقف", which nothing on a screen is called',
    'lib/i18n/messages/en/shell.json:5 hint names "Stop", which nothing on a screen is called',
  ])
})

test('T8: reports a term that no text uses', () => {
  expect(found({ arabic: { room: 'هنا' }, english: { room: 'Here' } })).toEqual([
    'docs/glossary.md:4 no text says "غرفة"',
    'docs/glossary.md:4 no text says "room"',
  ])
})

test('T8: reports Arabic words in the code of pages, but not in tests', () => {
  const more = { 'app/error.tsx': "\nconst text = 'آخر الصف'", 'app/error.test.tsx': "const text = 'آخر الصف'" }
  expect(found({ more })).toEqual(['app/error.tsx:2 "الصف": say "طابور"'])
})

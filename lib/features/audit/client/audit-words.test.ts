import { describe, expect, test } from 'vitest'
import { auditActions } from '@/lib/features/all-audit-actions'
import { flagNames } from '@/lib/features/branches/flags'
import ar from '@/lib/i18n/messages/ar/audit.json'
import en from '@/lib/i18n/messages/en/audit.json'

type Texts = Record<string, Record<string, string>>

function actionsWithText(texts: Texts): string[] {
  return Object.entries(texts).flatMap(([noun, verbs]) => Object.keys(verbs).map((verb) => `${noun}.${verb}`))
}

test('no action is declared twice', () => {
  expect(new Set(auditActions).size).toBe(auditActions.length)
})

describe.each([
  ['Arabic', ar],
  ['English', en],
])('in %s', (_, messages) => {
  test('there is one text for each declared action, and no other', () => {
    expect(actionsWithText(messages.actions).sort()).toEqual([...auditActions].sort())
  })
  test('every noun has a name', () => {
    expect(Object.keys(messages.kinds).sort()).toEqual(Object.keys(messages.actions).sort())
  })
  test('no two actions have the same text', () => {
    const texts = Object.values(messages.actions as Texts).flatMap((verbs) => Object.values(verbs))
    expect(texts.filter((text, at) => texts.indexOf(text) !== at)).toEqual([])
  })
})

test.each([
  ['Arabic', ar],
  ['English', en],
])('in %s every feature flag has a name', (_, messages) => {
  const values: Record<string, string> = messages.values
  expect(flagNames.filter((name) => !values[name])).toEqual([])
})

import { expect, test } from 'vitest'
import { changesOf, clashesOf } from './changes'

const before = { name: { ar: 'أ', en: 'A' }, prefix: 'A', typicalMinutes: 5 }

test('an update names only the fields that differ, whatever the order of their keys', () => {
  expect(changesOf(before, { ...before, name: { en: 'A', ar: 'أ' }, typicalMinutes: 6 })).toEqual({ typicalMinutes: 6 })
  expect(changesOf(before, { ...before })).toEqual({})
})

test('everything of a new thing is sent', () => {
  expect(changesOf({}, before)).toEqual(before)
})

test('a field that a colleague changed to something else clashes; their other changes do not', () => {
  const changes = { prefix: 'B', typicalMinutes: 6 }
  expect(clashesOf(changes, before, { ...before, prefix: 'C', name: { ar: 'ب', en: 'B' } })).toEqual(['prefix'])
  expect(clashesOf(changes, before, { ...before, prefix: 'B' })).toEqual([])
  expect(clashesOf(changes, before, before)).toEqual([])
})

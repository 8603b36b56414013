import { expect, test } from 'vitest'
import { actionOf, ariaChord, chordOf, defaultKeys, isTextChord, problemOf, readKeyMap, showChord } from './keys'

const press = (
  code: string,
  modifiers: Partial<Record<'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey', boolean>> = {},
) => ({
  code,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...modifiers,
})

test('the default keys trigger their actions', () => {
  expect(actionOf(defaultKeys, press('F2'))).toBe('callNext')
  expect(actionOf(defaultKeys, press('F4'))).toBe('recall')
  expect(actionOf(defaultKeys, press('F8'))).toBe('startFinish')
  expect(actionOf(defaultKeys, press('F9'))).toBe('hold')
  expect(actionOf(defaultKeys, press('F9', { shiftKey: true }))).toBe('noAnswer')
  expect(actionOf(defaultKeys, press('F10'))).toBe('transfer')
  expect(actionOf(defaultKeys, press('F7'))).toBe('walkIn')
  expect(actionOf(defaultKeys, press('F3'))).toBe('search')
  expect(actionOf(defaultKeys, press('KeyZ', { ctrlKey: true }))).toBe('undo')
  expect(actionOf(defaultKeys, press('KeyZ', { metaKey: true }))).toBe('undo')
})

test('keys with other modifiers, and letters without one, do nothing', () => {
  expect(actionOf(defaultKeys, press('F2', { shiftKey: true }))).toBeNull()
  expect(actionOf(defaultKeys, press('F2', { altKey: true }))).toBeNull()
  expect(actionOf(defaultKeys, press('KeyZ'))).toBeNull()
  expect(chordOf(press('ShiftLeft', { shiftKey: true }))).toBeNull()
})

test('letters, Alt and the browser’s own keys are refused', () => {
  expect(problemOf(defaultKeys, 'hold', 'KeyH')).toEqual({ why: 'not_allowed' })
  expect(problemOf(defaultKeys, 'hold', 'Numpad1')).toEqual({ why: 'not_allowed' })
  expect(problemOf(defaultKeys, 'hold', 'Alt+KeyH')).toEqual({ why: 'not_allowed' })
  expect(problemOf(defaultKeys, 'hold', 'Ctrl+Alt+KeyH')).toEqual({ why: 'not_allowed' })
  expect(problemOf(defaultKeys, 'hold', 'F5')).toEqual({ why: 'browser' })
  expect(problemOf(defaultKeys, 'hold', 'Ctrl+KeyW')).toEqual({ why: 'browser' })
})

test('a key already in use is refused, its own is not', () => {
  expect(problemOf(defaultKeys, 'hold', 'F2')).toEqual({ why: 'taken', by: 'callNext' })
  expect(problemOf(defaultKeys, 'hold', 'F9')).toBeNull()
  expect(problemOf(defaultKeys, 'hold', 'Ctrl+Numpad1')).toBeNull()
  expect(problemOf(defaultKeys, 'hold', 'F13')).toBeNull()
})

test('every default passes its own rules', () => {
  expect(readKeyMap(JSON.stringify(defaultKeys))).toEqual(defaultKeys)
})

test('stored keys override the defaults unless they are invalid', () => {
  expect(readKeyMap(null)).toBe(defaultKeys)
  expect(readKeyMap('{"callNext":"F7"}').callNext).toBe('F7')
  for (const broken of ['{', '1', 'null', '{"callNext":"KeyA"}', '{"callNext":"F4","recall":"F4"}'])
    expect(readKeyMap(broken)).toBe(defaultKeys)
})

test('an action that is newer than the stored keys takes a key that is free, and leaves the others alone', () => {
  const { walkIn: _, ...older } = { ...defaultKeys, callNext: 'F7' }
  expect(readKeyMap(JSON.stringify(older))).toEqual({ ...older, walkIn: 'Shift+F7' })
})

test('chords have a visible label and one for screen readers', () => {
  expect(showChord('Shift+F9')).toBe('Shift F9')
  expect(showChord('Ctrl+KeyZ')).toBe('Ctrl Z')
  expect(showChord('Ctrl+Numpad1')).toBe('Ctrl Num 1')
  expect(ariaChord('Ctrl+KeyZ')).toBe('Control+Z')
  expect(ariaChord('Shift+F9')).toBe('Shift+F9')
})

test('only chords that edit text are left to a text field', () => {
  expect(isTextChord('Ctrl+KeyZ')).toBe(true)
  expect(isTextChord('F3')).toBe(false)
})

/** The actions that keys can trigger. `callNext` is the next step: it calls, starts, or finishes and calls. */
export const keyActions = [
  'callNext',
  'recall',
  'startFinish',
  'hold',
  'noAnswer',
  'transfer',
  'walkIn',
  'search',
  'undo',
] as const
export type KeyAction = (typeof keyActions)[number]

/** The keys that act on the line and on the ticket at the service point. */
export type DeskAction = Exclude<KeyAction, 'walkIn' | 'search' | 'undo'>

/** A key with its modifiers, as `Ctrl+Shift+KeyZ`: physical keys, so that it works in every keyboard layout. */
export type Chord = string
export type KeyMap = Readonly<Record<KeyAction, Chord>>

export const defaultKeys: KeyMap = {
  callNext: 'F2',
  recall: 'F4',
  startFinish: 'F8',
  hold: 'F9',
  noAnswer: 'Shift+F9',
  transfer: 'F10',
  walkIn: 'F7',
  search: 'F3',
  undo: 'Ctrl+KeyZ',
}

type Pressed = Pick<KeyboardEvent, 'code' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>

const modifierKeys = /^(Shift|Control|Alt|Meta|OS)(Left|Right)?$/

/** The chord of a key press; null while only modifiers are down. */
export function chordOf(event: Pressed): Chord | null {
  if (event.code === '' || modifierKeys.test(event.code)) return null
  const parts = [
    event.ctrlKey || event.metaKey ? 'Ctrl' : '',
    event.altKey ? 'Alt' : '',
    event.shiftKey ? 'Shift' : '',
    event.code,
  ]
  return parts.filter(Boolean).join('+')
}

/** The action of a key press, if any. */
export function actionOf(map: KeyMap, event: Pressed): KeyAction | null {
  const chord = chordOf(event)
  return keyActions.find((action) => map[action] === chord) ?? null
}

/** True for a chord that edits text, and so belongs to a focused field. */
export function isTextChord(chord: Chord): boolean {
  return /^Ctrl\+(Shift\+)?(Key|Digit)/.test(chord)
}

const functionKey = /^(Ctrl\+)?(Shift\+)?F([1-9]|1\d|2[0-4])$/
const otherKey = /^(Ctrl\+)?(Shift\+)?(Insert|Pause|ScrollLock)$/
const withCtrl = /^Ctrl\+(Shift\+)?(Key[A-Z]|Digit\d|Numpad\w+)$/
// Reload, full screen, developer tools, and the shortcuts that browsers reserve for windows, tabs and text.
const browserKeys =
  /^(F5|F6|F11|F12|Ctrl\+(Shift\+)?F4|Ctrl\+F5|Ctrl\+(Shift\+)?(Key[ACFHJLNOPRSTUVWX]|Digit\d)|Ctrl\+Shift\+Key[BDEGIKMQYZ])$/

export type ChordProblem = { why: 'not_allowed' | 'browser' } | { why: 'taken'; by: KeyAction }

/**
 * Why a chord cannot be given to an action; null if it can. Letters and digits alone are refused, because
 * speech input and typing would trigger them (WCAG 2.1.4); Alt, because it opens menus and, with Ctrl, is AltGr.
 */
export function problemOf(map: KeyMap, action: KeyAction, chord: Chord): ChordProblem | null {
  if (browserKeys.test(chord)) return { why: 'browser' }
  if (!functionKey.test(chord) && !otherKey.test(chord) && !withCtrl.test(chord)) return { why: 'not_allowed' }
  const by = keyActions.find((other) => other !== action && map[other] === chord)
  return by ? { why: 'taken', by } : null
}

/** For an action that is newer than the stored keys, when its default is taken by one of them. */
const spares: readonly Chord[] = ['Shift+F7', 'Shift+F8', 'Shift+F10', 'Shift+F2', 'Shift+F3', 'Shift+F4']

/** The keys stored in this browser, with a free one for each action that they lack; the defaults when they are invalid. */
export function readKeyMap(stored: string | null): KeyMap {
  if (stored === null) return defaultKeys
  let parsed: unknown
  try {
    parsed = JSON.parse(stored)
  } catch {
    return defaultKeys
  }
  if (typeof parsed !== 'object' || parsed === null) return defaultKeys
  const own = keyActions.flatMap((action) => {
    const chord: unknown = (parsed as Record<string, unknown>)[action]
    return typeof chord === 'string' ? [[action, chord] as const] : []
  })
  const taken = new Set(own.map(([, chord]) => chord))
  const map: Record<KeyAction, Chord> = { ...defaultKeys, ...Object.fromEntries(own) }
  for (const action of keyActions.filter((it) => !own.some(([known]) => known === it))) {
    map[action] = [defaultKeys[action], ...spares].find((chord) => !taken.has(chord)) ?? defaultKeys[action]
    taken.add(map[action])
  }
  return keyActions.some((action) => problemOf(map, action, map[action])) ? defaultKeys : map
}

/** A chord as shown on a button: `Shift F9`, `Ctrl Z`. */
export function showChord(chord: Chord): string {
  return chord
    .split('+')
    .map((part) => part.replace(/^(Key|Digit)/, '').replace(/^Numpad(?=\d)/, 'Num '))
    .join(' ')
}

/** A chord in the format of `aria-keyshortcuts`: `Shift+F9`, `Control+Z`. */
export function ariaChord(chord: Chord): string {
  return chord.replace('Ctrl', 'Control').replace(/(Key|Digit|Numpad)(?=\w$)/, '')
}

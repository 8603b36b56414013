import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import ar from '@/lib/i18n/messages/ar/audit.json'
import en from '@/lib/i18n/messages/en/audit.json'
import { permissions } from '@/lib/shared/permissions'

/** What looks like an action and is a column whose values are sealed, a file, or the name of a symbol. */
const notActions =
  /^(visit|idempotency_key)\.|^person\.(name|phone|national_id|notes)$|^account\.totp_secret$|^session\.address$|^phone_confirmation\.phone$|\.(key|sql)$|^dawr\./

const actionForm = /'([a-z][a-z_]*\.[a-z][a-z_]*)'/g
const verbsOfTickets = 'join call recall start finish no_answer hold resume transfer cancel undo expire'.split(' ')

function sources(): string[] {
  const files = readdirSync('lib', { recursive: true, encoding: 'utf8' })
  return files.filter((it) => /(^|\/)server\//.test(it) && it.endsWith('.ts') && !/\.test\.ts$|generated\//.test(it))
}

/** Every action that the code can write into the audit. */
function actionsInCode(): string[] {
  const found = sources().flatMap((file) => {
    const text = readFileSync(`lib/${file}`, 'utf8')
    return [...text.matchAll(actionForm)].map((match) => match[1] ?? '')
  })
  const rights: readonly string[] = permissions
  // What is both a right and an action, as `person.export`, has its words because it stands in the list of words.
  const written = found.filter((it) => !rights.includes(it) && !notActions.test(it))
  return [...new Set([...written, ...verbsOfTickets.map((verb) => `ticket.${verb}`)])].sort()
}

type Words = Record<string, Record<string, string>>

describe.each([
  ['Arabic', ar],
  ['English', en],
])('in %s', (_, messages) => {
  test('every action has its words', () => {
    const actions = messages.actions as Words
    const without = actionsInCode().filter((action) => {
      const [noun = '', verb = ''] = action.split('.')
      return !actions[noun]?.[verb]
    })
    expect(without).toEqual([])
  })
  test('every noun has a name', () => {
    expect(Object.keys(messages.kinds).sort()).toEqual(Object.keys(messages.actions).sort())
  })
  test('no two actions are said the same', () => {
    const said = Object.values(messages.actions as Words).flatMap((verbs) => Object.values(verbs))
    expect(said.filter((words, at) => said.indexOf(words) !== at)).toEqual([])
  })
})

test('the words are of actions that the code knows', () => {
  const code = actionsInCode()
  const rights: readonly string[] = permissions
  const told = Object.entries(en.actions as Words).flatMap(([noun, verbs]) =>
    Object.keys(verbs).map((it) => `${noun}.${it}`),
  )
  expect(told.filter((it) => !code.includes(it) && !rights.includes(it))).toEqual([])
})

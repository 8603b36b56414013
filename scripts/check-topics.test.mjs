import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findTopicFaults } from './check-topics.mjs'
import { projectRoot } from './support/check.mjs'
import { lines, plant } from './support/planted.mjs'

const kind = (body, more = '') => `
  import { z } from 'zod'
  import { localisedText } from '@/lib/shared/fields'
  export const lampKind = {
    name: 'lamp', access: 'public', parameter: { name: 'lamp', value: z.uuid() },
    events: { lamp_update: z.object({ ${body} }) }, share: { events: 1, bytes: 1 }, errors: [], ${more}
  }`

const sound = {
  'lib/features/lamp/topics.ts': kind(`
    id: z.uuid(), at: z.iso.datetime(), day: z.iso.date(), code: z.string().regex(/^L\\d+$/), isOn: z.boolean(),
    watts: z.number().int().nullable(), state: z.enum(['on', 'off']), name: localisedText, phone: z.null(),
    bulbs: z.array(z.object({ id: z.uuid() })),`),
  'app/rights/topics.ts': `
    import { lampKind } from '@/lib/features/lamp/topics'
    export const topicSources = [{ kind: lampKind }]`,
  'app/api/v1/lamps/route.ts': '',
  'lib/server/personal-data/sealed-columns.ts': `
    export const sealedColumns = [{ column: 'name_sealed' }, { column: 'phone_sealed' }, { column: 'national_id_sealed' }]`,
  'lib/shared/fields.ts': `
    import { z } from 'zod'
    export const localisedText = z.object({ ar: z.string(), en: z.string() })`,
}

async function findings(changed = {}) {
  const root = plant({ ...sound, ...changed })
  symlinkSync(join(projectRoot, 'node_modules'), join(root, 'node_modules'))
  return lines(await findTopicFaults(root))
}

const body = (text) => findings({ 'lib/features/lamp/topics.ts': kind(text) })

test('a listed kind whose events hold only ids, codes, numbers, times and set-up texts has no findings', async () => {
  expect(await findings()).toEqual([])
})

test('reports a kind that a feature declares and the list lacks', async () => {
  const empty = { 'app/rights/topics.ts': 'export const topicSources = []' }
  expect(await findings(empty)).toEqual([
    'lib/features/lamp/topics.ts:1 the kind lamp is not in app/rights/topics.ts: no stream carries it',
  ])
})

test('reports kinds of one name, parameters with two meanings and a snapshot that is not an event', async () => {
  const twice = {
    'lib/features/lamp/topics.ts': kind('id: z.uuid()', `snapshot: 'lamp_state'`),
    'app/rights/topics.ts': `
      import { lampKind } from '@/lib/features/lamp/topics'
      const since = { ...lampKind, name: 'since', parameter: { name: 'since', alias: 'lamp' }, snapshot: undefined }
      export const topicSources = [lampKind, since, { ...since, parameter: { name: 'other' } }].map((kind) => ({ kind }))`,
  }
  expect(await findings(twice)).toEqual([
    'app/rights/topics.ts:1 lamp: lamp_state is not one of its events',
    'app/rights/topics.ts:1 since: the parameter since already has another meaning',
    'app/rights/topics.ts:1 since: the parameter lamp already has another meaning',
    'app/rights/topics.ts:1 two kinds are called since',
  ])
})

test.each([
  [
    'any text in a schema with a name',
    "bulb: z.object({ note: z.string() }).meta({ id: 'Bulb' })",
    'lamp_update.bulb.note can hold any text: restrict it to the format of an id or a code',
  ],
  ['any text', 'note: z.string()', 'lamp_update.note can hold any text: restrict it to the format of an id or a code'],
  [
    'a text that is only limited in length',
    'note: z.string().max(500).nullable()',
    'lamp_update.note can hold any text: restrict it to the format of an id or a code',
  ],
  [
    'a pattern wide enough for words',
    'notes: z.array(z.object({ is: z.string().regex(/^.{1,40}$/) }))',
    'lamp_update.notes[].is can hold any text: restrict it to the format of an id or a code',
  ],
  [
    'a text in a pair',
    'pair: z.tuple([z.number(), z.string()])',
    'lamp_update.pair[] can hold any text: restrict it to the format of an id or a code',
  ],
  ['the name of a sealed column', 'nationalId: z.number()', 'lamp_update.nationalId has the name of a sealed column'],
  [
    'the name of a sealed column, in a form that is allowed',
    'holder: z.object({ phone: z.string().regex(/^[0-9]+$/) })',
    'lamp_update.holder.phone has the name of a sealed column',
  ],
  ['anything at all', 'more: z.unknown()', 'lamp_update.more can hold anything'],
  ['fields of any name', 'more: z.record(z.string(), z.number())', 'lamp_update.more takes fields of any name'],
  ['whatever is sent', 'more: z.looseObject({ id: z.uuid() })', 'lamp_update.more takes fields of any name'],
])('reports an event that could hold %s', async (_, text, finding) => {
  expect(await body(text)).toEqual([`app/rights/topics.ts:1 lamp: ${finding}`])
})

test('this project’s kinds pass', async () => {
  expect(lines(await findTopicFaults(projectRoot))).toEqual([])
})

import { expect, test } from 'vitest'
import { findFlagFaults } from './check-flags.mjs'
import { lines, plant } from './support/planted.mjs'

const table = 'lib/features/branches/flags.ts'
const flags = (until) => `export const flags = {\n  lamp: { byDefault: true, until: '${until}' },\n}\n`
const reader = { 'lib/features/lamp/server/light.ts': `if (flagOn(branch, 'lamp')) light()\n` }

const faults = async (files, today = '2027-03-01') => lines(await findFlagFaults(plant(files), today))

test('a flag that is used and not yet expired has no findings', async () => {
  expect(await faults({ [table]: flags('2027-03-01'), ...reader })).toEqual([])
  const refuses = { 'lib/features/lamp/server/light.ts': `assertFlagOn({ flags }, 'lamp')\n` }
  expect(await faults({ [table]: flags('2027-03-01'), ...refuses })).toEqual([])
})

test('reports a flag past its last day', async () => {
  expect(await faults({ [table]: flags('2027-02-28'), ...reader })).toEqual([
    `${table}:2 lamp expired on 2027-02-28: remove it, or make it a setting of the branch`,
  ])
})

test('reports an invalid last day', async () => {
  expect(await faults({ [table]: flags('2027-13-45'), ...reader })).toEqual([
    `${table}:2 lamp: 2027-13-45 is not a date`,
  ])
})

test('reports an unused flag; tests do not count as use', async () => {
  const onlyTested = { 'lib/features/lamp/server/light.test.ts': `expect(flagOn(branch, 'lamp')).toBe(true)\n` }
  expect(await faults({ [table]: flags('2027-03-01'), ...onlyTested })).toEqual([
    `${table}:2 lamp: nothing reads it with flagOn() or assertFlagOn()`,
  ])
})

test('reports a table that has moved', async () => {
  expect(await faults(reader)).toEqual([`${table}:1 is missing: were the flags moved?`])
})

test('uses today’s date outside a repository', async () => {
  expect(lines(await findFlagFaults(plant({ [table]: flags('2020-01-01'), ...reader })))).toHaveLength(1)
})

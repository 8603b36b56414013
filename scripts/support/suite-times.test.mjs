import { expect, test } from 'vitest'
import { compareWithRecorded, record } from './suite-times.mjs'

const unit = { name: 'unit', passed: 5, failed: 0, seconds: 10, notes: [] }
const run = {
  date: '2026-11-29T10:00:00Z',
  cpu: 'Some CPU',
  cores: 2,
  node: 'v20',
  seconds: 100,
  suites: { unit: 12.5 },
}

test('shows each suite with its difference to the last recorded run', () => {
  const [line, total] = compareWithRecorded([unit], 90, [{ ...run, suites: { unit: 1 } }, run])
  expect(line).toMatch(/^unit +5 passed +0 failed +10\.0 s +\(−2\.5\)$/)
  expect(total).toMatch(/^took 90 s; .+ 2026-11-29 on Some CPU, 2 cores, Node v20, which took 100 s$/)
})

test('a suite that was never recorded, or a first run, has no difference', () => {
  expect(compareWithRecorded([{ ...unit, name: 'new', notes: ['1 left out'] }], 1, [run])[0]).toMatch(
    /10\.0 s +1 left out$/,
  )
  expect(compareWithRecorded([unit], 90, [])).toEqual([expect.stringMatching(/10\.0 s$/), 'took 90 s'])
})

test('a failed or partial run is not recorded', () => {
  expect(record([{ ...unit, failed: 1 }], 1, { isWhole: true })).toMatch(/^not recorded/)
  expect(record([unit], 1, { isWhole: false })).toMatch(/^not recorded/)
})

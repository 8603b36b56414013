import { expect, test } from 'vitest'
import { mean, percentile } from './numbers'
import { type Report, reportLines } from './report'

const report: Report = {
  seconds: 241.3,
  speed: 60,
  clinics: [
    { name: 'Laboratory', taken: 3, served: 2, missed: 1, left: 0, waits: [4, 8] },
    { name: 'Eyes', taken: 0, served: 0, missed: 0, left: 0, waits: [] },
  ],
  happened: [
    ['calls', 3],
    ['recalls', 1],
  ],
  screens: [{ name: 'TV', delays: [{ afterAnswer: 2, afterPress: 9 }] }],
  notes: ['a note'],
  mismatches: [],
}

test('summarises what happened', () => {
  expect(reportLines(report)).toEqual([
    'A morning at the centre: 241 s at 60×. Waits are in the minutes of that morning.',
    '',
    'clinic      tickets  served  missed  left  average wait  longest',
    'Laboratory        3       2       1     0         6 min    8 min',
    'Eyes              0       0       0     0             –        –',
    'all               3       2       1     0         6 min    8 min',
    '',
    'What happened: 3 calls, 1 recalls.',
    '',
    'visible after the answer  changes   p50   p95  longest  p95 from the press',
    'TV                              1  2 ms  2 ms     2 ms                9 ms',
    '',
    'a note',
    'Every surface agrees: TV, public state, staff lines and visitors’ tickets. 0 mismatches.',
  ])
})

test('names the first forty differences', () => {
  const lines = reportLines({ ...report, mismatches: Array.from({ length: 45 }, (_, i) => `fault ${i}`) })
  expect(lines).toContain('45 mismatches:')
  expect(lines.at(-2)).toBe('  fault 39')
  expect(lines.at(-1)).toBe('  … and 5 more')
})

test('percentiles and means of few values', () => {
  expect(percentile([3, 1, 2], 0.5)).toBe(2)
  expect(percentile([3, 1, 2], 1)).toBe(3)
  expect(percentile([], 0.5)).toBeNull()
  expect(mean([])).toBeNull()
})

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { readTransitions } from './from-transitions'
import { ours } from './judge-day'
import { judgeRecordedDay } from './recorded-day'

const text = gunzipSync(readFileSync(join(import.meta.dirname, 'recorded-day.jsonl.gz'))).toString()

describe('the recorded day of the demonstration', () => {
  const first = judgeRecordedDay(text).filter(({ again }) => !again)
  test('has a wait for nearly every call', () => {
    const calls = readTransitions(text).filter(({ action }) => action === 'call').length
    expect(first.length).toBeGreaterThan(0.9 * calls)
    expect(first.length).toBeLessThanOrEqual(calls)
  })
  test('has ranges that hold most of its waits, though nothing was learned before', () => {
    const held = first.filter(({ range, actual }) => actual >= range.low && actual <= range.high)
    expect(held.length / first.length).toBeGreaterThan(0.75)
  })
  test('is foreseen better by the replay than by any average of past waits', () => {
    const errorOf = (name: string): number =>
      first.reduce((sum, { estimates, actual }) => sum + Math.abs((estimates[name] ?? 0) - actual), 0)
    const averages = Object.keys(first[0]?.estimates ?? {}).filter((name) => name.startsWith('mean of the last'))
    expect(averages).not.toHaveLength(0)
    for (const name of averages) expect(errorOf(ours)).toBeLessThan(0.7 * errorOf(name))
  })
})

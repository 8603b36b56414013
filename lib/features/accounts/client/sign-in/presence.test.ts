import { expect, test } from 'vitest'
import { presenceAt, warningMs } from './presence'

const told = Date.parse('2026-11-22T09:00:00Z')
const at = (minutes: number, seconds = 0) => presenceAt(told + minutes * 60_000 + seconds * 1_000, told, 30)

test('a person is present until two minutes before the idle timeout, then warned, then signed out', () => {
  expect(at(0)).toEqual({ kind: 'there' })
  expect(at(27, 59)).toEqual({ kind: 'there' })
  expect(at(28)).toEqual({ kind: 'warned', leftMs: warningMs })
  expect(at(29, 59)).toEqual({ kind: 'warned', leftMs: 1_000 })
  expect(at(30)).toEqual({ kind: 'over' })
  expect(at(600)).toEqual({ kind: 'over' })
})

import { expect, test } from 'vitest'
import { judge, readPlaywright, readVitest } from './test-runners.mjs'

test('a run without tests or without a report counts as failed', () => {
  expect(judge({ ok: true, report: { passed: 0, failed: 0, skipped: 0 } })).toMatchObject({ passed: 0, failed: 1 })
  expect(judge({ ok: false, report: { passed: 0, failed: 0, skipped: 0 } })).toMatchObject({ passed: 0, failed: 1 })
  expect(judge({ ok: true, report: null })).toMatchObject({ passed: 0, failed: 1 })
})

test('skipped tests count as failed', () => {
  expect(judge({ ok: true, report: { passed: 3, failed: 0, skipped: 2 } })).toMatchObject({ passed: 3, failed: 2 })
})

test('a runner that fails outside its tests counts as failed', () => {
  expect(judge({ ok: false, report: { passed: 3, failed: 0, skipped: 0 } })).toMatchObject({ passed: 3, failed: 1 })
  expect(judge({ ok: false, report: { passed: 3, failed: 2, skipped: 0 } })).toMatchObject({ passed: 3, failed: 2 })
})

test('a file that cannot be loaded counts as one failure', () => {
  const json = {
    numPassedTests: 4,
    numFailedTests: 1,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults: [
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{}] },
    ],
  }
  expect(readVitest(json)).toEqual({ passed: 4, failed: 2, skipped: 0 })
})

test('reads the report of the browser tests', () => {
  const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 2 }
  expect(readPlaywright({ stats, errors: [{}] })).toEqual({ passed: 5, failed: 3, skipped: 2 })
})

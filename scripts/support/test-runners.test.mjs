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

test('names the failed tests of the report of Vitest, files that cannot be loaded, and errors that no test caught', () => {
  const failed = { status: 'failed', fullName: 'joins once', failureMessages: ['Error: two tickets\n    at join.ts'] }
  const json = {
    numPassedTests: 4,
    numFailedTests: 1,
    numPendingTests: 0,
    numTodoTests: 0,
    unhandled: ['Error: lost\n    at pool.ts'],
    testResults: [
      { status: 'failed', name: 'broken.test.ts', message: 'Cannot find module', assertionResults: [] },
      { status: 'failed', assertionResults: [failed, { status: 'passed' }] },
    ],
  }
  expect(readVitest(json)).toEqual({
    passed: 4,
    failed: 3,
    skipped: 0,
    failures: [
      'joins once: Error: two tickets',
      'broken.test.ts: Cannot find module',
      'outside the tests: Error: lost     at pool.ts',
    ],
  })
})

test('names the failed tests of the report of the browser tests', () => {
  const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 2 }
  const results = [{ error: { message: '\u001b[31mError\u001b[39m: not visible\n\nLocator' } }]
  const specs = [
    { ok: false, title: 'calls', tests: [{ results }] },
    { ok: true, title: 'joins', tests: [] },
  ]
  const report = { stats, errors: [{ message: 'no browser' }], suites: [{ suites: [{ specs }] }] }
  expect(readPlaywright(report)).toEqual({
    passed: 5,
    failed: 3,
    skipped: 2,
    failures: ['calls: Error: not visible', 'outside the tests: no browser'],
  })
})

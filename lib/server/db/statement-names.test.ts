import { expect, test } from 'vitest'
import { statementNames } from './statement-names'

const use = (nameOf: ReturnType<typeof statementNames>, sql: string, times: number) =>
  Array.from({ length: times }, () => nameOf({ sql, args: [1] }))

test('a repeated statement gets one name and keeps it', () => {
  const nameOf = statementNames()
  expect(use(nameOf, 'SELECT $1', 5)).toEqual(['', '', '', '', ''])
  expect(use(nameOf, 'SELECT $1', 2)).toEqual(['dawr_1', 'dawr_1'])
  expect(use(nameOf, 'SELECT $1 + 1', 6).at(-1)).toBe('dawr_2')
})

test('a statement without parameters gets no name, so that it is sent in one message', () => {
  const nameOf = statementNames()
  expect(Array.from({ length: 10 }, () => nameOf({ sql: 'BEGIN', args: [] })).join('')).toBe('')
})

test('a connection keeps at most 300 plans, however many statements there are', () => {
  const nameOf = statementNames()
  const names = Array.from({ length: 4_000 }, (_, i) => use(nameOf, `SELECT $1 + ${i}`, 6).at(-1))
  expect(new Set(names.filter((it) => it !== ''))).toHaveLength(300)
})

import { expect, test } from 'vitest'
import { OptionError, readOptions } from './options'

test('defaults to the address and accounts of a server started with npm start', () => {
  expect(readOptions([], {})).toEqual({
    url: 'http://localhost:3000',
    accountsFile: './data/demo-accounts.json',
    branch: 'main',
    speed: 60,
    visitors: 150,
    seed: 1,
  })
})

test('accepts both forms of an option', () => {
  const env = { DAWR_URL: 'http://localhost:4000/', DATA_DIR: 'elsewhere' }
  expect(readOptions(['--speed', '120', '--visitors=20', '--branch', 'north'], env)).toMatchObject({
    url: 'http://localhost:4000',
    accountsFile: 'elsewhere/demo-accounts.json',
    speed: 120,
    visitors: 20,
    branch: 'north',
  })
})

test('reports what is wrong', () => {
  for (const args of [['--speed', 'fast'], ['--visitors=0'], ['--speed'], ['--colour', 'red']]) {
    expect(() => readOptions(args, {})).toThrow(OptionError)
  }
})

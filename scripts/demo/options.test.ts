import { expect, test } from 'vitest'
import { OptionError, readOptions, usage } from './options'

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

test('S11: --url names the server, before the environment, with or without a protocol', () => {
  const env = { DAWR_URL: 'http://localhost:4000' }
  const urlOf = (...args: string[]) => readOptions(args, env)?.url
  expect(urlOf('--url', 'https://dawr.example/')).toBe('https://dawr.example')
  expect(urlOf('--url=http://localhost:3100/ar')).toBe('http://localhost:3100')
  expect(urlOf('--url', 'localhost:3100')).toBe('http://localhost:3100')
})

test('S11: --help explains every option, whatever else is said', () => {
  expect(readOptions(['--visitors', '20', '--help'], {})).toBeNull()
  expect(readOptions(['-h'], {})).toBeNull()
  for (const option of ['--url', '--branch', '--visitors', '--speed', '--seed']) expect(usage).toContain(option)
})

test.each([
  { args: ['--speed', 'fast'], said: '--speed is a number from 1 to 1000' },
  { args: ['--visitors=0'], said: '--visitors is a number from 1 to 2000' },
  { args: ['--seed', ''], said: '--seed is a number from 0 to 4294967295' },
  { args: ['--speed'], said: /--speed.*--help lists the options/ },
  { args: ['--colour', 'red'], said: /Unknown option '--colour'.*--help lists the options/ },
  { args: ['--url', 'ftp://localhost'], said: '--url is an address such as http://localhost:3000' },
  { args: ['--url', ''], said: '--url is an address such as http://localhost:3000' },
])('says what is wrong with $args', ({ args, said }) => {
  expect(() => readOptions(args, {})).toThrow(OptionError)
  expect(() => readOptions(args, {})).toThrow(said)
})

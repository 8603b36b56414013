import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ConfigError } from '../config/config-error'
import { migrate } from '../db/migrate'
import { dropSingleton } from '../singleton'
import { startFailure } from './fail-start'

const unused = 'postgresql://dawr:hidden-one@127.0.0.1:9/turns'
const given = { ...process.env }
beforeEach(() => {
  Object.assign(process.env, { DATABASE_URL: unused, SECRET_KEY: 'kB7vQ2mZx9Lw4Tn8Rj5Yc1Hd6Gf3Ps0A' })
  dropSingleton('config')
})
afterEach(() => {
  process.env = { ...given }
  dropSingleton('config')
})

describe('a start that fails', () => {
  test('for its configuration names every variable, with exit code 78', () => {
    const { text, code } = startFailure(new ConfigError(['PORT is not valid', 'WORKERS is not valid']))
    expect(text).toBe('Dawr cannot start: \n  PORT is not valid\n  WORKERS is not valid\n  See .env.example.\n')
    expect(code).toBe(78)
  })
  test('because the database does not answer says so in one line, with its place and without its password', async () => {
    const error: unknown = await migrate(unused).catch((it: unknown) => it)
    expect(startFailure(error)).toEqual({
      text: 'Dawr cannot start: the database of DATABASE_URL (127.0.0.1:9/turns) cannot be used: connect ECONNREFUSED 127.0.0.1:9\n',
      code: 1,
    })
  })
  test('because the port is taken says which', () => {
    const { text } = startFailure(Object.assign(new Error('listen'), { code: 'EADDRINUSE' }))
    expect(text).toBe('Dawr cannot start: port 3000 is in use. Choose another with PORT.\n')
  })
  test('because the data folder cannot be written names the folder in one line', () => {
    const full = Object.assign(new Error("ENOSPC: no space left on device, mkdir '/srv/dawr'"), { syscall: 'mkdir' })
    expect(startFailure(full).text).toBe("Dawr cannot start: ENOSPC: no space left on device, mkdir '/srv/dawr'\n")
  })
  test('for an unknown reason says where in the code', () => {
    expect(startFailure(new Error('a fault')).text).toMatch(/^Dawr cannot start: Error: a fault\n\s+at /)
  })
})

import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { parseConfig } from './config'
import { ConfigError } from './config-error'

const dataDir = mkdtempSync(join(tmpdir(), 'dawr-config-'))
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

const strongKey = 'kB7vQ2mZx9Lw4Tn8Rj5Yc1Hd6Gf3Ps0A'
const dataKey = '9Zq4Rw7Xt2Yv5Nb8Mc1Lp6Kj3Hg0FdSa'
const production = {
  DAWR_ENV: 'production',
  PUBLIC_URL: 'https://dawr.example',
  SECRET_KEY: strongKey,
  DATA_KEYS: `k1:${dataKey}`,
  DATA_DIR: dataDir,
}

function problemsOf(source: Record<string, string>): readonly string[] {
  try {
    parseConfig({ DATA_DIR: dataDir, ...source })
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

const secrets = ['DATABASE_URL', 'DATABASE_OWNER_URL', 'REDIS_URL', 'SECRET_KEY', 'DATA_KEYS', 'METRICS_TOKEN']

const bad: Record<string, string[]> = {
  DAWR_ENV: ['prod'],
  NODE_ENV: ['Production', 'prod'],
  PORT: ['http', '-1', '65536', '3000.5'],
  PUBLIC_URL: [
    'dawr.example',
    'ftp://dawr.example',
    'javascript:alert(1)',
    'https://dawr.example/turns',
    'https://someone@dawr.example',
    'https://dawr.example?a=1',
  ],
  TRUSTED_PROXIES: ['*', 'localhost', '127.0.0.1/99', '10.0.0.0/', '10.0.0.0/8/8', '::1/129', '127.0.0.1,proxy'],
  ALLOWED_HOSTS: ['https://dawr.example', 'dawr.example:443', 'dawr.example/turns', '*'],
  DATABASE_URL: ['mysql://hidden-one@db/x', 'postgresql://dawr:hidden#four@db:port/x'],
  DATABASE_POOL: ['0', '201'],
  REDIS_URL: ['http://hidden-two', 'redis://hidden-five:port'],
  WORKERS: ['0', '129', 'many'],
  SECRET_KEY: ['hidden-three'],
  // Without a name, with a reserved name, too short, twice under one name, and one secret under two names.
  DATA_KEYS: [
    dataKey,
    `0:${dataKey}`,
    'k1:hidden-six',
    `k1:${dataKey},k1:${strongKey}`,
    `k1:${dataKey},k2:${strongKey},k3:${dataKey}`,
  ],
  SESSION_IDLE_MINUTES: ['4', '721'],
  SESSION_HOURS: ['0', '25'],
  METRICS_TOKEN: ['hidden-four'],
  LOG_LEVEL: ['loud'],
  DEMONSTRATION: ['yes'],
  JOIN_LIMIT_PER_MINUTE: ['0'],
  JOIN_LIMIT_PER_ADDRESS_PER_MINUTE: ['-5'],
  SIGN_IN_LIMIT_PER_MINUTE: ['none'],
  SIGN_IN_LIMIT_PER_ADDRESS_PER_MINUTE: ['0.5'],
  SIGN_IN_LIMIT_PER_ACCOUNT_PER_HOUR: ['0'],
  API_LIMIT_PER_HOUR: ['0', 'unlimited'],
  API_LIMIT_PER_TOKEN_PER_HOUR: ['-1'],
  PAGE_LIMIT_PER_SECOND: ['0.1'],
  ADDRESS_LIMIT_PER_SECOND: ['0'],
  SECURITY_CONTACT: ['security@dawr.example', 'http://dawr.example', 'mailto:one', 'mailto:a@b.example\nContact: c'],
  MESSAGE_GATEWAY_URL: ['gateway.example', 'ftp://gateway.example', 'https://hidden-name:hidden-word@gateway.example'],
  RETENTION_HOLDER_NAME_DAYS: ['0', 'for ever'],
  RETENTION_PERSON_DAYS: ['0'],
  RETENTION_CONFIRMATION_DAYS: ['31'],
  RETENTION_SESSION_DAYS: ['0'],
  MAX_STREAMS: ['0'],
  MAX_STREAMS_PER_ADDRESS: ['0'],
  STREAM_HEARTBEAT_SECONDS: ['61'],
}

describe.each(Object.entries(bad))('a bad %s', (name, values) => {
  test.each(values)('such as %s is named, without its value', (value) => {
    const problems = problemsOf({ [name]: value })
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(new RegExp(`^${name} `))
    if (value.length > 3) expect(problems[0]).not.toContain(value)
  })
})

describe('configuration', () => {
  test('reports all invalid variables at once', () => {
    const problems = problemsOf({ PORT: 'x', LOG_LEVEL: 'loud', WORKERS: '0' })
    expect(problems.map((it) => it.split(' ')[0]).sort()).toEqual(['LOG_LEVEL', 'PORT', 'WORKERS'])
  })
  test('never shows a secret', () => {
    const source = Object.fromEntries(secrets.map((name) => [name, `hidden-${name}`.slice(0, 14)]))
    expect(problemsOf(source)).toHaveLength(secrets.length)
    expect(problemsOf(source).join()).not.toContain('hidden')
  })
  test('treats a blank variable as missing', () => {
    expect(parseConfig({ DATA_DIR: dataDir, PORT: '', PUBLIC_URL: '', SECRET_KEY: '' }).port).toBe(3000)
  })
  test('needs no variable in development', () => {
    const it = parseConfig({ DATA_DIR: dataDir })
    expect(it).toMatchObject({ environment: 'development', demonstration: true, secureCookies: false, host: '0.0.0.0' })
    expect(it.limits).toMatchObject({
      joinPerMinute: 10,
      signInPerMinute: 5,
      apiPerHour: 100,
      apiPerTokenPerHour: 1000,
    })
  })
  test('generates a secret once, readable by its owner only, when none is given', () => {
    const secret = parseConfig({ DATA_DIR: dataDir }).secretKey
    expect(secret).toHaveLength(43)
    expect(parseConfig({ DATA_DIR: dataDir }).secretKey).toBe(secret)
    expect(statSync(join(dataDir, 'secret.key')).mode & 0o777).toBe(0o600)
  })
  test.each([
    ['0 bytes, as after a first start on a full disk', ''],
    ['half a secret', 'kB7vQ2mZx9Lw4Tn8Rj5Y'],
    ['white space', ' \n '],
  ])('refuses a stored secret of %s, and names the file', (_, left) => {
    const folder = mkdtempSync(join(tmpdir(), 'dawr-config-'))
    writeFileSync(join(folder, 'secret.key'), left)
    expect(problemsOf({ DATA_DIR: folder })).toEqual([
      expect.stringMatching(
        /^\S+secret\.key is damaged: it has \d+ of 43 characters\. Restore it from a backup; or set SECRET_KEY/,
      ),
    ])
    expect(readFileSync(join(folder, 'secret.key'), 'utf8')).toBe(left)
    rmSync(folder, { recursive: true })
  })
  test('reads lists, ignoring spaces', () => {
    const it = parseConfig({
      DATA_DIR: dataDir,
      ALLOWED_HOSTS: ' a.example , ,b.example',
      TRUSTED_PROXIES: '10.0.0.0/8',
    })
    expect(it.allowedHosts).toEqual(['a.example', 'b.example'])
    expect(it.trustedProxies).toEqual(['10.0.0.0/8'])
  })
  test('requires Redis for several workers', () => {
    expect(problemsOf({ WORKERS: '2' })).toEqual(['WORKERS above 1 needs REDIS_URL'])
    expect(problemsOf({ WORKERS: '2', REDIS_URL: 'redis://127.0.0.1:6379' })).toEqual([])
  })
})

describe('production', () => {
  test('drops the default port from the public address', () => {
    const it = parseConfig({ ...production, PUBLIC_URL: 'https://Dawr.Example:443/' })
    expect(it.publicUrl).toBe('https://dawr.example')
  })
  test('accepts random secrets in any encoding', () => {
    for (let time = 0; time < 300; time++) {
      for (const encoding of ['base64', 'base64url', 'hex'] as const) {
        const [SECRET_KEY, key] = [randomBytes(36).toString(encoding), randomBytes(36).toString(encoding)]
        expect([SECRET_KEY, problemsOf({ ...production, SECRET_KEY, DATA_KEYS: `k1:${key}` })]).toEqual([
          SECRET_KEY,
          [],
        ])
      }
    }
  })
  test('starts with an https address, a strong secret and no demonstration data', () => {
    expect(parseConfig(production)).toMatchObject({ demonstration: false, secureCookies: true })
  })
  test('follows NODE_ENV when DAWR_ENV is not set', () => {
    const { DAWR_ENV, ...rest } = production
    expect(DAWR_ENV).toBe('production')
    expect(parseConfig({ ...rest, NODE_ENV: 'production' }).environment).toBe('production')
    expect(parseConfig({ ...rest, NODE_ENV: 'production', DAWR_ENV: 'staging' }).environment).toBe('staging')
  })
  test('A24: refuses to start without secrets and an address, and names them', () => {
    expect(problemsOf({ DAWR_ENV: 'production' })).toEqual([
      'SECRET_KEY is required in production',
      'DATA_KEYS is required in production',
      'PUBLIC_URL is required in production',
    ])
  })
  test('A24: refuses plain http', () => {
    const problems = problemsOf({ ...production, PUBLIC_URL: 'http://dawr.example' })
    expect(problems).toEqual(['PUBLIC_URL must be https in production'])
  })
  test('sends phone numbers only over an encrypted or local connection', () => {
    const said = (url: string) => problemsOf({ ...production, MESSAGE_GATEWAY_URL: url })
    expect(said('http://gateway.example/send')).toEqual(['MESSAGE_GATEWAY_URL must be https in production'])
    for (const url of ['https://gateway.example/send', 'http://127.0.0.1:8080/send', 'http://localhost/'])
      expect(said(url)).toEqual([])
  })
  const guessable: [string, string][] = [
    ['one character', 'a'.repeat(40)],
    ['a few characters', 'abcabcabcabcabcabcabcabcabcabcabcabc'],
    ['a word from the manual', `changeme-${strongKey}`],
    ['the word secret', `my-Secret-${strongKey}`],
    ['the rows of the keyboard', 'qwertyuiopasdfghjklzxcvbnm1234567890'],
    ['the columns of the keyboard', '1qaz2wsx3edc4rfv5tgb6yhn7ujm1qaz2wsx'],
    ['the alphabet', 'ZYXWVUTSRQPONMLKJIHGFEDCBA0123456789'],
    ['one text three times', 'kB7vQ2mZx9Lw4Tn8'.repeat(3)],
  ]
  test.each(guessable)('A24: refuses a secret of %s', (_, key) => {
    expect(problemsOf({ ...production, SECRET_KEY: key })).toEqual(['SECRET_KEY is too weak'])
  })
  test.each(guessable)('A24: refuses a personal data key of %s, including old keys', (_, key) => {
    expect(problemsOf({ ...production, DATA_KEYS: `k1:${key}` })).toEqual(['DATA_KEYS is too weak'])
    expect(problemsOf({ ...production, DATA_KEYS: `k2:${dataKey},k1:${key}` })).toEqual(['DATA_KEYS is too weak'])
  })
  test('A24: refuses the same secret for both', () => {
    const problems = problemsOf({ ...production, DATA_KEYS: `k1:${strongKey}` })
    expect(problems).toEqual(['DATA_KEYS must not repeat SECRET_KEY'])
  })
  test('uses the personal data keys in their order', () => {
    const newer = 'Tn8Rj5Yc1Hd6Gf3Ps0AkB7vQ2mZx9Lw4'
    expect(parseConfig({ ...production, DATA_KEYS: ` k2:${newer} , k1:${dataKey}` }).dataKeys).toEqual([
      { id: 'k2', secret: newer },
      { id: 'k1', secret: dataKey },
    ])
  })
  test('A24: refuses demonstration data', () => {
    expect(problemsOf({ ...production, DEMONSTRATION: 'on' })).toEqual(['DEMONSTRATION is refused in production'])
  })
  test('stores no secret on the disk', () => {
    const folder = mkdtempSync(join(tmpdir(), 'dawr-config-'))
    parseConfig({ ...production, DATA_DIR: join(folder, 'data') })
    expect(() => statSync(join(folder, 'data'))).toThrow('ENOENT')
    rmSync(folder, { recursive: true })
  })
})

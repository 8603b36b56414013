import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dropSingleton } from '../singleton'
import { answerPage } from './answer-page'
import { KeptFiles } from './kept-files'
import { PageServer } from './pages/page-server'
import { Traffic } from './pages/traffic'

const root = mkdtempSync(join(tmpdir(), 'answer-page-'))
const http = createServer()
let url = ''

beforeAll(async () => {
  Object.assign(process.env, { SECRET_KEY: 'kB7vQ2mZx9Lw4Tn8Rj5Yc1Hd6Gf3Ps0A', ADDRESS_LIMIT_PER_SECOND: '1' })
  for (const name of ['config', 'buckets.address']) dropSingleton(name)
  mkdirSync(join(root, 'public/icons'), { recursive: true })
  writeFileSync(join(root, 'public/icons/icon.svg'), '<svg/>')
  const files = new KeptFiles(root)
  const rules = {
    isPublic: () => false,
    isPersonal: () => Promise.resolve(false),
    fillOf: () => null,
    onChange: () => undefined,
  }
  const pages = new PageServer((req, res) => Promise.resolve(void res.end(`page ${req.url}`)), rules, new Traffic())
  http
    .on('request', (req, res) => void answerPage(req, res, { files, pages, pageAt: () => null }))
    .listen(0, '127.0.0.1')
  await once(http, 'listening')
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
})
afterAll(() => {
  delete process.env['ADDRESS_LIMIT_PER_SECOND']
  for (const name of ['config', 'buckets.address']) dropSingleton(name)
  http.close()
  http.closeAllConnections()
  rmSync(root, { recursive: true })
})

test('pages and missing files are limited by address, and the answer names the limit; existing files are not limited', async () => {
  for (let i = 0; i < 20; i++) expect((await fetch(`${url}/icons/icon.svg`)).status).toBe(200)
  expect(await (await fetch(`${url}/ar`)).text()).toBe('page /ar')
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, i) => fetch(`${url}${i % 2 ? '/ar' : '/icons/none'}`)),
  )
  const limited = answers.filter(({ status }) => status === 429)
  expect(limited.length).toBeGreaterThan(0)
  for (const { headers } of limited) {
    expect(headers.get('ratelimit-policy')).toBe('"address";q=6;w=6')
    expect(Number(headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
  }
  for (let i = 0; i < 20; i++) expect((await fetch(`${url}/icons/icon.svg`)).status).toBe(200)
})

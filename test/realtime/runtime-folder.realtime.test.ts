import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pack, sizeOf } from '@/scripts/pack.mjs'
import { type Host, startDawr } from '@/scripts/servers/dawr.mjs'
import { throwAwayFolder } from '@/scripts/servers/server-process.mjs'
import { Api } from './api'
import { StreamClient } from './stream-client'

const folder = throwAwayFolder('runtime')
const runtime = join(folder.path, 'dawr')
beforeAll(() => pack(runtime), 300_000)
afterAll(folder.remove)

const tools = ['typescript', 'webpack', 'playwright', 'esbuild', 'eslint', 'next-pwa', 'workbox-build', 'prisma']

test('T10: what runs takes at most 250 MB, and has no build tools', () => {
  expect(sizeOf(runtime)).toBeLessThanOrEqual(250)
  expect(tools.filter((name) => existsSync(join(runtime, 'node_modules', name)))).toEqual([])
})

test('T10: the runtime folder alone serves pages, files, endpoints and streams, on its own database', async () => {
  const host: Host = await startDawr({ root: runtime, env: {} })
  try {
    for (const path of ['/ar', '/en/sign-in', '/ar/tv/main', '/icons/icon.svg', '/sw.js', '/api/docs', '/ar/console']) {
      const answer = await fetch(host.url + path)
      expect([path, answer.status]).toEqual([path, 200])
      await answer.body?.cancel()
    }
    const api = new Api(host.url, host.accountsFile)
    const stream = await (await StreamClient.open(host.url, 'service=lab')).begun()
    await api.join('lab')
    await stream.until('the new turn', (it) => it.type === 'queue_update' && it.id !== null)
    stream.close()
    await api.signIn('reception')
  } finally {
    await host.stop()
  }
})

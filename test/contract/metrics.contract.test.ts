import { expect, test } from 'vitest'
import { isProductionHost, problemOf, send } from './send'

const read = async (): Promise<string> => (await send('GET', '/health/metrics')).text

/** The value of the first series of a metric with these labels; 0 when there is none. */
function valueOf(text: string, metric: string, labels = ''): number {
  const line = text.split('\n').find((it) => it.startsWith(`${metric}{`) && it.includes(labels))
  return Number(line?.split(' ').at(-1) ?? 0)
}

const answered = 'dawr_http_request_duration_seconds_count'

/** Asserts that `work` is counted once in the series of a metric with these labels. */
async function expectCounted(metric: string, labels: string, work: () => Promise<unknown>): Promise<string> {
  const before = valueOf(await read(), metric, labels)
  await work()
  const after = await read()
  expect(valueOf(after, metric, labels), labels).toBe(before + 1)
  return after
}

test('a request is counted by its route template, never by its path', async () => {
  const labels = 'method="GET",route="/api/v1/tickets/{id}",status="404"'
  const id = '00000000-0000-7000-8000-00000000abcd'
  const after = await expectCounted(answered, labels, () => send('GET', `/api/v1/tickets/${id}`))
  expect(after).not.toContain(id)
})

test('metrics are refused to requests forwarded by a proxy', async () => {
  const answer = await send('GET', '/health/metrics', { headers: { 'x-forwarded-for': '203.0.113.9' } })
  expect([answer.status, problemOf(answer).code]).toEqual([403, 'not_allowed'])
})

test('T7: every metric is named by the conventions of Prometheus', async () => {
  const text = await read()
  const types = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)]
  const helped = new Set([...text.matchAll(/^# HELP (\S+) \S/gm)].map(([, name]) => name))
  expect(types.length).toBeGreaterThan(20)
  for (const [, name = '', type] of types) {
    expect(name).toMatch(/^(?:dawr|nodejs|process)(?:_[a-z0-9]+)+$/)
    expect(helped, name).toContain(name)
    expect(name.endsWith('_total'), name).toBe(type === 'counter')
    expect(name).not.toMatch(/_(?:count|sum|bucket|info)$(?<!version_info)/)
    expect(name).not.toMatch(/milliseconds|_ms(?:_|$)|kilobytes|duration$/)
  }
})

test('T7: series are told apart by the number of the worker, which survives a restart', async () => {
  const text = await read()
  expect(text).not.toContain('pid=')
  const series = text.split('\n').filter((line) => /^\w+\{/.test(line))
  expect(series.filter((line) => !/worker="\d{1,2}"/.test(line))).toEqual([])
})

test('T7: waiting people, jobs and the pool are in the first answer already', async () => {
  const text = await read()
  for (const metric of ['dawr_people_waiting', 'dawr_jobs', 'dawr_database_connections', 'dawr_database_waiting'])
    expect(text).toMatch(new RegExp(`^${metric}\\{.*\\} \\d+$`, 'm'))
  const labels = 'branch="main",service="dental"'
  await expectCounted('dawr_people_waiting', labels, () =>
    send('POST', '/api/v1/tickets', { body: { service: 'dental' } }),
  )
})

test('T7: a refused sign-in is counted by its reason', async () => {
  const body = { username: 'nobody', password: 'wrong-password' }
  await expectCounted('dawr_sign_ins_total', 'outcome="wrong_credentials"', () =>
    send('POST', '/api/v1/session', { body }),
  )
})

const others: [method: string, path: string, labels: string][] = [
  ['GET', '/ar', 'method="GET",route="/{locale}",status="200"'],
  ['GET', '/en/tv/main', 'method="GET",route="/{locale}/tv/{branch}",status="200"'],
  ['GET', '/ar/none', 'method="GET",route="unknown",status="404"'],
  ['GET', '/api/v1/nothing', 'method="GET",route="unknown",status="404"'],
  ['GET', '/icons/icon.svg', 'method="GET",route="file",status="200"'],
  ['POST', '/ar', 'method="POST",route="/{locale}",status="405"'],
  ['PUT', '/api/v1/tickets', 'method="PUT",route="/api/v1/tickets",status="405"'],
  ['PROPFIND', '/ar', 'method="other",route="/{locale}",status="405"'],
  ['GET', '/api/docs', 'method="GET",route="/api/docs",status="200"'],
  ['GET', '/api/v1/events/stream?service=nowhere', 'route="/api/v1/events/stream",status="404"'],
]

test.each(others)('T7: %s %s is counted too', async (method, path, labels) => {
  // Plain `next start` counts only what contracts describe.
  if (!isProductionHost) return
  await expectCounted(answered, labels, () => send(method, path))
})

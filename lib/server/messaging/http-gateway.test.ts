import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startGateway } from '@/test/messaging/gateway'
import { FailedForGood, TryAgain } from '../jobs/job-errors'
import { dropSingleton } from '../singleton'
import { sendThroughGateway } from './http-gateway'
import { messenger } from './messenger'

const message = { to: '+966501234567', text: 'رمز التأكيد 123456', kind: 'code' } as const

let gateway: Awaited<ReturnType<typeof startGateway>>
beforeAll(async () => {
  Object.assign(process.env, { LOG_LEVEL: 'silent', DATA_DIR: mkdtempSync(join(tmpdir(), 'dawr-messaging-')) })
  gateway = await startGateway()
})
afterAll(() => gateway.stop())
beforeEach(() => {
  gateway.received.length = 0
  gateway.answerWith()
})

const delivery = () => ({ key: 'key-of-the-job', signal: new AbortController().signal })
const send = (token?: string) => sendThroughGateway({ url: gateway.url, token }, message, delivery())

describe('the gateway', () => {
  test('is sent the number, the text and the kind as JSON, with the key and our token', async () => {
    await send('secret-of-the-gateway')
    expect(gateway.received).toMatchObject([
      { message, authorization: 'Bearer secret-of-the-gateway', type: 'application/json', key: 'key-of-the-job' },
    ])
    await send()
    expect(gateway.received[1]?.authorization).toBeUndefined()
  })
  test.each([500, 503, 429, 408])('that answers %i may be retried', async (status) => {
    gateway.answerWith(status)
    await expect(send()).rejects.toThrow(TryAgain)
    expect(gateway.received).toHaveLength(1)
  })
  test.each([400, 401, 403, 404, 422])('that answers %i is not retried', async (status) => {
    gateway.answerWith(status)
    await expect(send()).rejects.toThrow(FailedForGood)
  })
  test('cannot redirect the number elsewhere', async () => {
    gateway.answerWith(307)
    await expect(send()).rejects.toThrow(FailedForGood)
    expect(gateway.received).toHaveLength(1)
  })
  test('that disconnects or is unreachable may be retried, and the error contains nothing of the message', async () => {
    gateway.answerWith(0)
    await expect(send()).rejects.toThrow(TryAgain)
    const gone = sendThroughGateway({ url: 'http://127.0.0.1:9/send', token: undefined }, message, delivery())
    await expect(gone).rejects.toThrow('the gateway is unreachable')
  })
  test('is not called once the job is aborted', async () => {
    const { key, signal } = { key: 'key-of-the-job', signal: AbortSignal.abort() }
    await expect(sendThroughGateway({ url: gateway.url, token: undefined }, message, { key, signal })).rejects.toThrow()
    expect(gateway.received).toEqual([])
  })
})

describe('the messenger', () => {
  test('exists when a gateway is configured', async () => {
    const configured = (url: string) => {
      process.env.MESSAGE_GATEWAY_URL = url
      dropSingleton('config')
      return messenger()
    }
    expect(configured('')).toBeNull()
    await configured(gateway.url)?.send(message, delivery())
    expect(gateway.received).toMatchObject([{ message }])
  })
})

import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startGateway } from '@/test/messaging/gateway'
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

const send = (token?: string) => sendThroughGateway({ url: gateway.url, token }, message)

describe('the gateway', () => {
  test('is sent the number, the text and the kind as JSON, with our token', async () => {
    await send('secret-of-the-gateway')
    expect(gateway.received).toMatchObject([
      { message, authorization: 'Bearer secret-of-the-gateway', type: 'application/json' },
    ])
    await send()
    expect(gateway.received[1]?.authorization).toBeUndefined()
  })
  test.each([
    ['is broken', [500, 503, 502]],
    ['is crowded', [429, 429, 429]],
    ['hangs up', [0, 0, 0]],
  ])('is asked again while it %s, under one key', async (_, answers) => {
    gateway.answerWith(...answers)
    await send()
    expect(gateway.received).toHaveLength(4)
    expect(new Set(gateway.received.map(({ key }) => key)).size).toBe(1)
  })
  test('is given up after three more tries', async () => {
    gateway.answerWith(503, 503, 503, 503, 503)
    await expect(send()).rejects.toMatchObject({ code: 'message_not_sent', status: 503 })
    expect(gateway.received).toHaveLength(4)
  })
  test.each([400, 401, 403, 404, 422])('is not asked again after a %i', async (status) => {
    gateway.answerWith(status)
    await expect(send()).rejects.toMatchObject({ code: 'message_not_sent' })
    expect(gateway.received).toHaveLength(1)
  })
  test('cannot send the number elsewhere', async () => {
    gateway.answerWith(307)
    await expect(send()).rejects.toMatchObject({ code: 'message_not_sent' })
    expect(gateway.received).toHaveLength(1)
  })
  test('that is not there is an error, not a hang', async () => {
    const gone = sendThroughGateway({ url: 'http://127.0.0.1:9/send', token: undefined }, message)
    await expect(gone).rejects.toMatchObject({ code: 'message_not_sent' })
  })
})

describe('the messenger', () => {
  test('is there when a gateway is configured', async () => {
    const configured = (url: string) => {
      process.env.MESSAGE_GATEWAY_URL = url
      dropSingleton('config')
      return messenger()
    }
    expect(configured('')).toBeNull()
    await configured(gateway.url)?.send(message)
    expect(gateway.received).toMatchObject([{ message }])
  })
})

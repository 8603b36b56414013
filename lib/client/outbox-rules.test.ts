import { describe, expect, it } from 'vitest'
import { afterFailure, hasWaiting, inOrder, nextTryIn, type OutboxRow, sendable, tooLate } from './outbox-rules'

const now = new Date('2026-11-22T10:00:00Z')

function row(id: string, change: Partial<OutboxRow> = {}): OutboxRow {
  return {
    id,
    endpoint: { method: 'POST', path: '/api/v1/tickets', mayWaitOffline: true },
    params: {},
    body: { service: 'lab' },
    visitToken: null,
    label: null,
    aggregate: 'visit',
    tries: 0,
    queuedAt: `2026-11-22T09:00:0${id}Z`,
    sendBefore: null,
    notBefore: null,
    waitsFor: 'network',
    refusal: null,
    ...change,
  }
}

const ids = (rows: readonly OutboxRow[]) => rows.map(({ id }) => id)

describe('sendable', () => {
  it('sends the oldest of each aggregate, the others after it', () => {
    const rows = [row('3', { aggregate: 'other' }), row('2'), row('1')]
    expect(ids(sendable(rows, now))).toEqual(['1', '3'])
  })
  it('lets nothing overtake a row that is backing off', () => {
    expect(sendable([row('1', { notBefore: '2026-11-22T10:00:05Z' }), row('2')], now)).toEqual([])
  })
  it('retries a row that waits for a sign-in, and holds the rest behind it', () => {
    expect(ids(sendable([row('1', { waitsFor: 'sign_in' }), row('2')], now))).toEqual(['1'])
  })
  it('skips a row that was refused', () => {
    expect(ids(sendable([row('1', { waitsFor: 'person' }), row('2')], now))).toEqual(['2'])
  })
})

describe('afterFailure', () => {
  const after = (status: number, tries = 0) =>
    afterFailure(row('1', { tries }), { status, code: 'conflict', details: { a: 1 } }, now, 1)

  it('backs off when the network or the server fails, longer each time, without giving up', () => {
    for (const status of [0, 429, 500, 502, 503]) expect(after(status)).toMatchObject({ waitsFor: 'network', tries: 1 })
    expect(after(0).notBefore).toBe('2026-11-22T10:00:02.000Z')
    expect(after(0, 3).notBefore).toBe('2026-11-22T10:00:16.000Z')
    expect(after(0, 90).notBefore).toBe('2026-11-22T10:01:00.000Z')
  })
  it('waits for the person to sign in', () => {
    expect(after(401)).toEqual({ tries: 1, waitsFor: 'sign_in' })
  })
  it('shows what was refused', () => {
    for (const status of [400, 403, 404, 409, 422]) {
      expect(after(status)).toMatchObject({ waitsFor: 'person', refusal: { code: 'conflict', details: { a: 1 } } })
    }
  })
})

describe('hasWaiting', () => {
  it('counts rows that would be overtaken, not refused ones', () => {
    expect(hasWaiting([row('1')], 'visit')).toBe(true)
    expect(hasWaiting([row('1', { waitsFor: 'sign_in' })], 'visit')).toBe(true)
    expect(hasWaiting([row('1', { waitsFor: 'person' })], 'visit')).toBe(false)
    expect(hasWaiting([row('1')], 'other')).toBe(false)
    expect(hasWaiting([], 'visit')).toBe(false)
  })
})

describe('tooLate', () => {
  it('finds rows whose time to send has passed, except those already refused', () => {
    const late = row('1', { sendBefore: '2026-11-22T10:00:00Z' })
    const rows = [
      late,
      row('2', { sendBefore: '2026-11-22T10:00:01Z' }),
      row('3'),
      { ...late, id: '4', waitsFor: 'person' as const },
    ]
    expect(ids(tooLate(rows, now))).toEqual(['1'])
  })
})

describe('nextTryIn', () => {
  const paused = (id: string, until: string) => row(id, { aggregate: id, notBefore: `2026-11-22T${until}Z` })

  it('is the earliest pause that remains', () => {
    expect(nextTryIn([], now)).toBeNull()
    expect(nextTryIn([row('1')], now)).toBe(0)
    expect(nextTryIn([paused('1', '10:00:09'), paused('2', '10:00:04')], now)).toBe(4_000)
    expect(nextTryIn([paused('1', '09:00:00')], now)).toBe(0)
  })
  it('does not schedule a try for rows that wait for a sign-in or for the person', () => {
    expect(nextTryIn([row('1', { waitsFor: 'sign_in' }), row('2')], now)).toBeNull()
    expect(nextTryIn([row('1', { waitsFor: 'person' })], now)).toBeNull()
  })
})

describe('inOrder', () => {
  it('is oldest first', () => {
    expect(ids(inOrder([row('2'), row('1')]))).toEqual(['1', '2'])
  })
})

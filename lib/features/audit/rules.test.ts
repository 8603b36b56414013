import { describe, expect, test } from 'vitest'
import { addressOf, isFiltered, searchOf } from './rules'

const nothing = searchOf({})

describe('a search stored in the address', () => {
  test('is read back as it was written', () => {
    const actor = '0192f0c1-2b3c-7d4e-8f90-123456789abc'
    const search = { branch: 'main', from: '2026-11-01', to: '2026-11-22', actor, action: 'ticket.', before: 91 }
    const address = addressOf({ ...nothing, ...search })
    expect(searchOf(Object.fromEntries(new URL(address, 'http://a').searchParams))).toEqual({ ...nothing, ...search })
  })
  test('keeps a subject that is the path of an endpoint', () => {
    const subject = 'POST /api/v1/queues/{service}/call-next'
    const { searchParams } = new URL(addressOf({ subject }), 'http://a')
    expect(searchOf(Object.fromEntries(searchParams)).subject).toBe(subject)
  })
  test.each([
    { from: '2026-02-31' },
    { from: 'yesterday' },
    { to: '2026-1-1' },
    { actor: 'سارة' },
    { action: 'ticket' },
    { action: "ticket.'; DROP TABLE" },
    { subject: 'x'.repeat(201) },
    { before: '0' },
    { before: '-3' },
    { before: '1e9' },
    { branch: ['main', 'other'] },
  ])('ignores %j', (query) => {
    expect(searchOf(query)).toEqual(nothing)
  })
  test('is filtered when it has more than a branch and a page', () => {
    expect(isFiltered(searchOf({ branch: 'main', before: '7' }))).toBe(false)
    expect(isFiltered(searchOf({ action: 'ticket.call' }))).toBe(true)
  })
})

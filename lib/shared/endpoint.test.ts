import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Endpoint, pathOf } from './endpoint'

const recall = { method: 'POST', path: '/api/v1/tickets/{id}/recall' } as const satisfies Endpoint

describe('the path of an endpoint', () => {
  test('has its parameters filled in', () => {
    expect(pathOf(recall, { id: 'a1' })).toBe('/api/v1/tickets/a1/recall')
  })
  test('needs every parameter', () => {
    expect(() => pathOf(recall, {})).toThrow('missing path parameter id')
  })
  test('lets no value leave its segment', () => {
    expect(pathOf(recall, { id: '../../x?y#z' })).toBe('/api/v1/tickets/..%2F..%2Fx%3Fy%23z/recall')
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (id) => {
        fc.pre(id.isWellFormed())
        expect(pathOf(recall, { id }).split('/')).toHaveLength(6)
      }),
    )
  })
})

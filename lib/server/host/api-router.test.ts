import { describe, expect, test } from 'vitest'
import { type ApiModule, ApiRouter } from './api-router'

const named = (name: string): ApiModule & { name: string } => ({ name }) as ApiModule & { name: string }

const router = new ApiRouter(
  [
    '/api/[...rest]',
    '/api/docs',
    '/api/v1/tickets',
    '/api/v1/tickets/[id]',
    '/api/v1/tickets/[id]/recall',
    '/api/v1/tickets/mine/recall',
    '/api/v1/queues/[service]/status',
  ].map((path) => [path, named(path)]),
)

function found(path: string): { module: string; params: Record<string, string> } | null {
  const match = router.match(path)
  return match && { module: (match.module as unknown as { name: string }).name, params: match.params }
}

describe('a path is routed to', () => {
  test.each([
    ['/api/v1/tickets', '/api/v1/tickets', {}],
    ['/api/v1/tickets/', '/api/v1/tickets', {}],
    ['//api//v1/tickets', '/api/v1/tickets', {}],
    ['/api/v1/tickets/a1', '/api/v1/tickets/[id]', { id: 'a1' }],
    ['/api/v1/tickets/a1/recall', '/api/v1/tickets/[id]/recall', { id: 'a1' }],
    ['/api/v1/tickets/mine/recall', '/api/v1/tickets/mine/recall', {}],
    ['/api/v1/queues/lab/status', '/api/v1/queues/[service]/status', { service: 'lab' }],
    ['/api/v1/queues/%D8%B9/status', '/api/v1/queues/[service]/status', { service: 'ع' }],
    ['/api/v1/queues/a%2Fb/status', '/api/v1/queues/[service]/status', { service: 'a/b' }],
    ['/api/docs', '/api/docs', {}],
    ['/api', '/api/[...rest]', {}],
    ['/api/v1', '/api/[...rest]', {}],
    ['/api/nothing/here', '/api/[...rest]', {}],
    ['/api/v1/tickets/a1/nothing', '/api/[...rest]', {}],
    ['/api/v1/queues/lab', '/api/[...rest]', {}],
    ['/api/v1/TICKETS', '/api/[...rest]', {}],
  ])('%s', (path, module, params) => {
    expect(found(path)).toEqual({ module, params })
  })
  test('a badly encoded segment is taken literally', () => {
    expect(found('/api/v1/tickets/%E0%A4%A')?.params).toEqual({ id: '%E0%A4%A' })
  })
  test.each(['/', '/ar', '/ar/api/v1/tickets', '/apiary', '/ap'])('the pages: %s', (path) => {
    expect(found(path)).toBeNull()
  })
  test('names of Object.prototype are ordinary names', () => {
    expect(found('/api/v1/constructor')?.module).toBe('/api/[...rest]')
    expect(found('/api/v1/tickets/__proto__')?.params).toEqual({ id: '__proto__' })
  })
})

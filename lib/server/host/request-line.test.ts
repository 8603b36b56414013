import { describe, expect, test } from 'vitest'
import { faultOfPageRequest, faultOfTarget } from './request-line'

describe('the target of a request', () => {
  test.each(['/', '/ar', '/ar?branch=main', '//x', '/api/v1/services'])('may be the path %s', (target) => {
    expect(faultOfTarget(target)).toBeNull()
  })
  test.each(['http://127.0.0.1:3000/ar', 'https://evil.example/', 'evil.example:443', 'ar', ''])(
    'is a bad request as %j',
    (target) => {
      expect(faultOfTarget(target)?.status).toBe(400)
    },
  )
  test('is not the server as a whole', () => {
    expect(faultOfTarget('*')).toMatchObject({ status: 405, details: { allow: 'OPTIONS' } })
  })
})

describe('a request for a page', () => {
  test.each(['GET', 'HEAD', 'OPTIONS'])('may be %s', (method) => {
    expect(faultOfPageRequest(method, '/ar')).toBeNull()
  })
  test.each(['TRACE', 'POST', 'PUT', 'DELETE', 'PROPFIND'])('is told the allowed methods instead of %s', (method) => {
    expect(faultOfPageRequest(method, '/ar')).toMatchObject({ status: 405, details: { allow: 'GET, HEAD, OPTIONS' } })
  })
  test.each(['/', '/ar', '/ar/visit/AAAA', '/icons/icon.svg', '/%D8%AF', '/ar//x', '/ar/a.b', '/..a'])(
    'finds %s',
    (path) => {
      expect(faultOfPageRequest('GET', path)).toBeNull()
    },
  )
  test.each([
    '/%',
    '//%',
    '/%E0%A4%A',
    '//evil.example/x',
    '/\\evil.example',
    '/../x',
    '/%2e%2E/x',
    '/ar/.',
    '/ar/%00',
    '/ar/%0d%0aSet-Cookie:x',
    '/ar/%7f',
  ])('is refused for %s, which no browser would send', (path) => {
    expect(faultOfPageRequest('GET', path)?.status).toBe(400)
  })
})

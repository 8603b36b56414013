import 'server-only'

const healthAlias = /^\/health(?=$|\/)/
const wellKnown = /^\/\.well-known(?=$|\/)/

/** The path of a request target; aliases of endpoints are replaced by the endpoint's path. */
export function pathOf(target: string): string {
  const end = target.indexOf('?')
  const path = end < 0 ? target : target.slice(0, end)
  if (path === '/.well-known/security.txt') return '/api/security.txt'
  // There is nothing else, and a problem document is cheaper than a page.
  return wellKnown.test(path) ? '/api/none' : path.replace(healthAlias, '/api/v1/health')
}

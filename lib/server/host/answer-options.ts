import 'server-only'
import type { Reply } from '../http/reply'
import type { ApiModule } from './api-router'

/** The methods of pages and files. */
export const pageMethods = 'GET, HEAD, OPTIONS'

/** The methods of the server as a whole, which `OPTIONS *` asks for. */
export const allMethods = 'GET, HEAD, POST, DELETE, OPTIONS'

/** The methods of an endpoint, as `Allow` lists them: whatever answers GET answers HEAD, and everything answers OPTIONS. */
export function methodsOf(module: ApiModule): string {
  const own = Object.keys(module).filter((name) => /^[A-Z]+$/.test(name))
  return [...own.flatMap((name) => (name === 'GET' ? ['GET', 'HEAD'] : name)), 'OPTIONS'].join(', ')
}

/** The answer to OPTIONS (RFC 9110 §9.3.7). It has no CORS headers: the API is not for pages of other sites. */
export const optionsReply = (allow: string): Reply => ({ status: 204, headers: ['Allow', allow], body: '' })

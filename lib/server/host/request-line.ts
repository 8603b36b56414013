import 'server-only'
import { AppError } from '@/lib/shared/errors'
import { pageMethods } from './answer-options'

/**
 * The error for a request target that is not a path, or null. A whole URL is meant for proxies, and Next redirects it to
 * itself forever; `*` means the server as a whole, which has only OPTIONS.
 */
export function faultOfTarget(target: string): AppError | null {
  if (target.startsWith('/')) return null
  return target === '*' ? new AppError('method_not_allowed', { allow: 'OPTIONS' }) : new AppError('invalid_input')
}

const dotSegment = /(?:^|[\\/])(?:\.|%2e){1,2}(?:[\\/]|$)/i

const control = /[^ -~\u0080-\uffff]/

/**
 * Whether a path is spelled as browsers spell it. Next answers invalid percent-encoding with a 500, resolves `..` to a path
 * that was not checked here, and may read what follows two slashes as a host name.
 */
function isWellSpelled(path: string): boolean {
  if (path.startsWith('//') || path.includes('\\') || dotSegment.test(path)) return false
  try {
    return !control.test(decodeURI(path))
  } catch {
    return false
  }
}

/** The error for a request for a page or file that must not reach Next, or null. */
export function faultOfPageRequest(method: string, path: string): AppError | null {
  if (!pageMethods.split(', ').includes(method)) return new AppError('method_not_allowed', { allow: pageMethods })
  return isWellSpelled(path) ? null : new AppError('invalid_input')
}

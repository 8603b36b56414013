/**
 * The path to open after signing in: the requested one if it stays on this site, else `fallback`. Everything that a browser
 * could read as another host (`//host`, `/\host`, a scheme) is refused.
 */
export function safeNext(asked: string | string[] | undefined, fallback: string): string {
  if (typeof asked !== 'string' || !asked.startsWith('/') || /[\\\u0000-\u001f]/.test(asked)) return fallback
  if (!URL.canParse(asked, 'http://here.invalid')) return fallback
  const url = new URL(asked, 'http://here.invalid')
  if (url.host !== 'here.invalid' || url.protocol !== 'http:') return fallback
  if (url.pathname.startsWith('//') || /^\/(ar|en)?\/?sign-in\/?$/.test(url.pathname)) return fallback
  return url.pathname + url.search + url.hash
}

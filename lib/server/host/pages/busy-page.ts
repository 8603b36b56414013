import 'server-only'
import type { AppError } from '@/lib/shared/errors'
import { newNonce } from '@/lib/shared/security-headers'
import type { HeaderReader } from '../../http/http-request'
import type { Reply } from '../../http/reply'

const page = (nonce: string, seconds: number): string => `<!doctype html>
<html lang="ar" dir="rtl">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta http-equiv="refresh" content="${seconds}">
<title>دَوْر · Dawr</title>
<style nonce="${nonce}">
body { display: grid; min-height: 90vh; place-content: center; margin: 0; padding: 1.5rem; text-align: center; line-height: 1.7;
  font-family: system-ui, sans-serif; color: #14282b; background: #f6f4ee }
h1 { margin: 0; font-size: 1.25rem }
p { margin: 0 0 1.5rem }
@media (prefers-color-scheme: dark) { body { color: #eef3f2; background: #0e1719 } }
</style></head>
<body><main>
<h1>الخادم مشغول الآن</h1><p>تُعاد المحاولة تلقائيًا بعد لحظات.</p>
<div lang="en" dir="ltr"><h1>The server is busy</h1><p>This page tries again by itself in a moment.</p></div>
</main></body></html>`

/** The answer for a browser when too many requests wait: a small page in both languages that reloads itself. Null for programs. */
export function busyReply(error: AppError, asked: HeaderReader): Reply | null {
  const seconds = error.details['retryAfterSeconds']
  if (typeof seconds !== 'number' || !asked.get('accept')?.includes('text/html')) return null
  const nonce = newNonce()
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`
  const headers = [
    ...['Content-Type', 'text/html; charset=utf-8'],
    ...['Content-Security-Policy', policy],
    ...['Cache-Control', 'no-store'],
    ...['Retry-After', String(seconds)],
  ]
  return { status: error.status, headers, body: page(nonce, seconds) }
}

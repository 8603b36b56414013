import 'server-only'
import { newNonce } from '@/lib/shared/security-headers'
import type { Reply } from './reply'

/** What a page says in one language; `link` leads to the home page. */
type Words = { title: string; text: string; link?: string }

const part = ({ title, text, link }: Words): string =>
  `<h1>${title}</h1><p>${text}</p>${link === undefined ? '' : `<p><a href="/">${link}</a></p>`}`

const page = (nonce: string, { ar, en }: { ar: Words; en: Words }, again?: number): string => `<!doctype html>
<html lang="ar" dir="rtl">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">${
  again === undefined ? '' : `<meta http-equiv="refresh" content="${again}">`
}
<title>دَوْر · Dawr</title>
<style nonce="${nonce}">
body { display: grid; min-height: 90vh; place-content: center; margin: 0; padding: 1.5rem; text-align: center; line-height: 1.7;
  font-family: system-ui, sans-serif; color: #14282b; background: #f6f4ee }
h1 { margin: 0; font-size: 1.25rem }
p { margin: 0 0 1.5rem }
a { color: inherit }
@media (prefers-color-scheme: dark) { body { color: #eef3f2; background: #0e1719 } }
</style></head>
<body><main>
${part(ar)}
<div lang="en" dir="ltr">${part(en)}</div>
</main></body></html>`

/**
 * A small page without scripts, in both languages since the language of the visitor is unknown. It loads itself again after
 * `again` seconds, if given.
 */
export function barePage(
  status: number,
  words: { ar: Words; en: Words },
  { again, headers = [] }: { again?: number; headers?: readonly string[] } = {},
): Reply {
  const nonce = newNonce()
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`
  const all = [
    ...['Content-Type', 'text/html; charset=utf-8'],
    ...['Content-Security-Policy', policy],
    ...['Cache-Control', 'no-store'],
    ...headers,
  ]
  return { status, headers: all, body: page(nonce, words, again) }
}

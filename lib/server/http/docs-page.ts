import 'server-only'
import { AppError } from '@/lib/shared/errors'
import { newNonce } from '@/lib/shared/security-headers'
import { handlerOf } from './handler'
import { isOwnHost } from './own-host'
import { problemReply } from './problem'
import { requestIdOf } from './request-id'

const page = (nonce: string): string => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Dawr API</title>
<link rel="stylesheet" href="/vendor/swagger-ui/swagger-ui.css"></head>
<body><main id="swagger"></main>
<script nonce="${nonce}" src="/vendor/swagger-ui/swagger-ui-bundle.js"></script>
<script nonce="${nonce}">SwaggerUIBundle({ url: '/api/v1/openapi.json', dom_id: '#swagger', deepLinking: true,
  docExpansion: 'none', defaultModelsExpandDepth: 0 })</script>
</body></html>`

/** The Swagger UI page of this API, with our own files. Opens with its subjects only: drawing every endpoint takes seconds. */
export const docsPage = handlerOf(async (request) => {
  const requestId = requestIdOf(request)
  if (!isOwnHost(request.headers.get('host'))) return problemReply(new AppError('foreign_host'), requestId)
  const nonce = newNonce()
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
  const headers = [
    ...['Content-Type', 'text/html; charset=utf-8'],
    ...['Content-Security-Policy', policy],
    ...['Cache-Control', 'no-cache'],
    ...['X-Request-Id', requestId],
  ]
  return { status: 200, headers, body: page(nonce) }
})

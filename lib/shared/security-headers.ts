/** The headers of every answer on both hosts. */
export const everyAnswer: readonly (readonly [name: string, value: string])[] = [
  ['X-Content-Type-Options', 'nosniff'],
  // Secret links must not be sent to other sites.
  ['Referrer-Policy', 'no-referrer'],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  ['X-Frame-Options', 'DENY'],
  ['Permissions-Policy', 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()'],
]

/** With an https public address, browsers must not even try http for a year. */
export const onlyHttps = ['Strict-Transport-Security', 'max-age=31536000'] as const

/** The policy of data responses: nothing in them may run, load or be framed. */
export const dataPolicy = "default-src 'none'; frame-ancestors 'none'"

/**
 * The only `style` attribute allowed in a page: `display:none`, by its hash. React adds it to a part that is streamed
 * later, until it is in its place.
 */
const hiddenPart = "'unsafe-hashes' 'sha256-aqNNdDLnnrDOnTNdkJpYlAxKVJtLt9CtFLklmInuUAE='"

const nonceForm = /^[A-Za-z0-9+/=_-]{16,}$/

/** A new nonce for a policy: 128 random bits. */
export function newNonce(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64')
}

/** The nonce of a policy, for the one script that we write into a page ourselves. */
export function nonceIn(policy: string | null): string | undefined {
  return policy?.match(/'nonce-([^']+)'/)?.[1]
}

/**
 * The Content-Security-Policy of a page: only scripts with this request's nonce, and those they load, run; no inline
 * code, and no style but `hiddenPart`. `live` is off in development, where Next's own tools evaluate code and insert
 * styles.
 */
export function pagePolicy(nonce: string, live: boolean): string {
  if (!nonceForm.test(nonce)) throw new Error('invalid nonce')
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${live ? '' : " 'unsafe-eval'"}`,
    ...(live
      ? [`style-src 'self' 'nonce-${nonce}'`, `style-src-attr ${hiddenPart}`]
      : ["style-src 'self' 'unsafe-inline'"]),
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "media-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

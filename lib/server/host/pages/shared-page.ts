import 'server-only'
import { everyAnswer, newNonce, nonceIn, onlyHttps } from '@/lib/shared/security-headers'
import { takesGzip } from '../../http/content-coding'
import type { HeaderReader } from '../../http/http-request'
import type { Reply } from '../../http/reply'
import type { Captured } from './capture'
import { StampedPage, type Stamps } from './stamped-page'

/** Headers that belong to one transfer, or that our host adds to every answer. */
const notKept = new Set(
  ['Connection', 'Keep-Alive', 'Transfer-Encoding', 'Content-Length', 'Date', onlyHttps[0]]
    .concat(everyAnswer.map(([name]) => name))
    .map((name) => name.toLowerCase()),
)

/** A rendered page that is the same for all clients except for its nonce and these marks. */
export class SharedPage {
  private readonly page: StampedPage
  private readonly headers: string[]
  private readonly nonce: string

  constructor(
    private readonly captured: Captured,
    marks: readonly string[] = [],
  ) {
    this.nonce = nonceIn(String(captured.headers['content-security-policy'])) ?? newNonce()
    this.page = new StampedPage(captured.body, [this.nonce, ...marks])
    this.headers = Object.entries(captured.headers).flatMap(([name, value]) =>
      notKept.has(name) ? [] : [value ?? []].flat().flatMap((one) => [name, String(one)]),
    )
    if (!/accept-encoding/i.test(String(captured.headers['vary']))) this.headers.push('Vary', 'Accept-Encoding')
  }

  /** The reply to one client, with its values in place of the marks. */
  reply(asked: HeaderReader, own: Stamps = new Map()): Reply {
    const stamps = new Map([...own, [this.nonce, newNonce()]])
    const headers = this.headers.map((text) => this.page.stamp(text, stamps))
    const { status, body } = this.captured
    if (body.length === 0) return { status, headers, body: '' }
    if (!takesGzip(asked.get('accept-encoding'))) return { status, headers, body: this.page.plain(stamps) }
    return { status, headers: [...headers, 'Content-Encoding', 'gzip'], body: this.page.gzip(stamps) }
  }
}

import 'server-only'
import { capture } from './capture'
import type { PageHandler } from './page-handler'
import type { PageLine } from './page-line'
import { SharedPage } from './shared-page'
import type { SharedRequest } from './shared-request'
import { renderAfterMs, type Traffic } from './traffic'

const keptMs = 1_000
/** Pages in memory, about 60 KB each. */
const most = 200

type Kept = { page: Promise<SharedPage>; until: number }

/** Public pages: rendered once for all clients, and kept for a second. */
export class SharedPages {
  private readonly kept = new Map<string, Kept>()
  /** Waiting requests by client and page: a hall behind one address waits in one place. */
  private readonly inLine = new Map<string, Promise<SharedPage>>()

  constructor(
    private readonly pages: PageHandler,
    private readonly line: PageLine,
    private readonly traffic: Traffic,
  ) {}

  /** The page for a request of this client. Throws `unavailable` when too many requests wait. */
  get(request: SharedRequest, client: string): Promise<SharedPage> {
    const ready = this.find(request.key)
    if (ready) return ready
    const place = `${client} ${request.key}`
    const waiting = this.inLine.get(place)
    if (waiting) return waiting
    const coming = this.afterWaiting(request, client).finally(() => this.inLine.delete(place))
    this.inLine.set(place, coming)
    return coming
  }

  /** Forgets all pages: the next request renders again. */
  forget(): void {
    this.kept.clear()
  }

  private find(key: string): Promise<SharedPage> | undefined {
    const kept = this.kept.get(key)
    return kept && kept.until > performance.now() ? kept.page : undefined
  }

  /** Each client waits for its own turn, so that none waits behind the requests of another. */
  private async afterWaiting(request: SharedRequest, client: string): Promise<SharedPage> {
    const leave = await this.line.enter(client)
    const made = this.find(request.key)
    if (!made) return this.render(request).finally(leave)
    leave()
    return made
  }

  private render({ key, url, headers, marks }: SharedRequest): Promise<SharedPage> {
    const page = this.traffic
      .quiet(renderAfterMs)
      .then(() => capture(this.pages, url, headers))
      .then((captured) => {
        // A failure is not kept: the next request tries again.
        if (captured.status < 500) kept.until = performance.now() + keptMs
        else drop()
        return new SharedPage(captured, marks)
      })
      .catch((error: unknown) => {
        drop()
        throw error
      })
    const drop = (): void => {
      if (this.kept.get(key) === kept) this.kept.delete(key)
    }
    const kept: Kept = { page, until: Number.POSITIVE_INFINITY }
    this.kept.delete(key)
    this.kept.set(key, kept)
    const [oldest] = this.kept.keys()
    if (this.kept.size > most && oldest !== undefined) this.kept.delete(oldest)
    return page
  }
}

import 'server-only'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Reply } from '../../http/reply'
import { writeReply } from '../../http/write-reply'
import { type Rendering, recording } from '../../page-failure'
import type { PageHandler } from './page-handler'

type Watch = {
  /** Called when the page is rendered, however slowly the client reads it. */
  rendered: () => void
  /** The answer instead of a server error of a page that is only unavailable. */
  instead: () => Reply
}

/**
 * Has a page handler answer a client. A server error is held back until it is complete, since only then it is known
 * whether the page is merely unavailable.
 */
export async function renderTo(
  pages: PageHandler,
  req: IncomingMessage,
  res: ServerResponse,
  { rendered, instead }: Watch,
): Promise<void> {
  const rendering: Rendering = { isUnavailable: false }
  const { write, end, writeHead, flushHeaders } = res
  const held: Parameters<typeof write>[] = []
  const isHeld = (): boolean => !res.headersSent && res.statusCode >= 500
  Object.assign(res, {
    writeHead: (...args: Parameters<typeof writeHead>) => {
      res.statusCode = args[0]
      return isHeld() ? res : writeHead.apply(res, args)
    },
    flushHeaders: () => {
      if (!isHeld()) flushHeaders.apply(res)
    },
    write: (...args: Parameters<typeof write>) => {
      if (isHeld()) held.push(args)
      else write.apply(res, args)
      return true
    },
    end: (...args: Parameters<typeof end>) => {
      rendered()
      if (!isHeld()) return end.apply(res, args)
      Object.assign(res, { write, end, writeHead, flushHeaders })
      if (!rendering.isUnavailable) {
        for (const part of held) res.write(...part)
        return res.end(...args)
      }
      for (const name of res.getHeaderNames()) res.removeHeader(name)
      writeReply(res, instead())
      return res
    },
  })
  await recording(rendering, () => pages(req, res))
}

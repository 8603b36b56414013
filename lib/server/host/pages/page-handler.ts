import 'server-only'
import type { IncomingMessage, ServerResponse } from 'node:http'

/** Answers requests for pages, as Next's request handler does. */
export type PageHandler = (req: IncomingMessage, res: ServerResponse) => Promise<void>

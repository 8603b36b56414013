import { eventStream } from '@/lib/features/queue/contract'
import { grantStream } from '@/lib/features/queue/server/open-event-stream'
import { streamRoute } from '@/lib/server/http/stream-route'

const stream = streamRoute(eventStream, ({ actor, query, request }) =>
  grantStream(actor, query, request.headers.get('last-event-id')),
)

export const GET = stream.handler
/** The same endpoint straight on a Node response, for the production host. */
export const serve = stream.serve

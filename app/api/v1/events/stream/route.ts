import { eventStream, topicSources } from '@/app/rights/topics'
import { findBranch } from '@/lib/features/branches/server/branch-directory'
import { streamRoute } from '@/lib/server/http/stream-route'

const stream = streamRoute({
  contract: eventStream,
  sources: topicSources,
  branchIdOf: async (slug) => (await findBranch(slug)).id,
})

export const GET = stream.handler
/** The same endpoint on a Node response, for the production host. */
export const serve = stream.serve

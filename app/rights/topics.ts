import { queueSources } from '@/lib/features/queue/server/topic-sources'
import type { TopicSource } from '@/lib/server/events/topic-source'
import { streamContract } from '@/lib/shared/stream-contract'

/** Every kind of topic that the event stream carries. A declared kind that is missing here fails the build. */
export const topicSources: readonly TopicSource[] = [...queueSources]

export const eventStream = streamContract(topicSources.map(({ kind }) => kind))

import 'server-only'
import { AppError } from '@/lib/shared/errors'
import { namesIn, type StreamQuery } from '@/lib/shared/stream-contract'
import type { Topic } from '@/lib/shared/topic-kind'
import { type Actor, assertCan, credentialOf } from '../identity/actor'
import { type Cursor, parseCursor } from './cursor'
import { hub } from './hub'
import type { StreamRequest } from './open-stream'
import type { TopicSource } from './topic-source'

/** The actor of a stream, its branch, and the query parameters. */
type Wish = { actor: Actor; branchId: string; query: StreamQuery; lastEventId: string | null; now: Date }

function cursorOf(text: string | undefined): Cursor | null {
  if (text === undefined || text === '') return null
  const cursor = parseCursor(text)
  if (!cursor) throw new AppError('invalid_cursor')
  return cursor
}

async function topicsOf(source: TopicSource, wish: Wish, namesNothing: boolean): Promise<readonly Topic[]> {
  const { actor, branchId, query, now } = wish
  if (namesNothing) return (await source.findAll?.(branchId)) ?? []
  const names = namesIn(query, source.kind)
  if (names.length === 0) return []
  const { access } = source.kind
  if (typeof access === 'string' && access !== 'public') assertCan(actor, access, branchId)
  return source.find({ actor, branchId, names, now })
}

/**
 * Grants a stream's topics by the actor's current permissions: all that the query names, or none. Throws for unknown
 * names, for topics that the actor may not follow, and for a malformed cursor.
 */
export async function grantStream(sources: readonly TopicSource[], wish: Wish): Promise<StreamRequest> {
  const namesNothing = sources.every(({ kind }) => namesIn(wish.query, kind).length === 0)
  const granted: { source: TopicSource; topics: readonly Topic[] }[] = []
  for (const source of sources) granted.push({ source, topics: await topicsOf(source, wish, namesNothing) })
  const since = cursorOf(wish.lastEventId ?? wish.query.lastEventId ?? wish.query.since)
  const channel = await hub().channel(wish.branchId)
  const shown = granted.filter(({ source, topics }) => source.kind.snapshot !== undefined && topics.length > 0)
  return {
    channel,
    topics: new Set(granted.flatMap(({ topics }) => topics)),
    snapshotTopics: shown.flatMap(({ topics }) => topics),
    credential: credentialOf(wish.actor),
    since,
    loadSnapshots: async () => {
      for (const { source, topics } of shown) await source.loadSnapshots?.(channel, topics, wish.now)
    },
  }
}

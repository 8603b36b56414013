import type { Topic, TopicKind } from '@/lib/shared/topic-kind'
import type { Actor } from '../identity/actor'
import type { Channel } from './channel'

/** Topics of one kind in one branch, by name. */
type Wanted = { actor: Actor; branchId: string; names: readonly string[]; now: Date }

/** The server part of a kind of topic, provided by its feature. */
export type TopicSource = {
  kind: TopicKind
  /**
   * Resolves these names to topics; throws for an unknown one. The permission that the kind requires has been checked;
   * for a kind with holders this decides who holds what, and throws `…_not_found` for everybody else.
   */
  find: (wanted: Wanted) => Promise<readonly Topic[]>
  /** The topics that a stream follows when its query names none of any kind. */
  findAll?: (branchId: string) => Promise<readonly Topic[]>
  /** For a kind with snapshots: makes sure that the channel has the newest of each of these topics. */
  loadSnapshots?: (channel: Channel, topics: readonly string[], now: Date) => Promise<void>
}

import type { Topic, TopicKind } from '@/lib/shared/topic-kind'
import type { Actor } from '../identity/actor'
import type { Channel } from './channel'

/** Topics of one kind by name, for things in one branch. */
type Wanted = { actor: Actor; branchId: string; names: readonly string[]; now: Date }

/** What a feature gives so that the stream can carry one of its kinds of topic. */
export type TopicSource = {
  kind: TopicKind
  /**
   * The topics of all these names; throws for one that does not exist. A permission that the kind asks for has been checked;
   * of a kind with holders this decides who holds what, and answers `…_not_found` to everybody else.
   */
  find: (wanted: Wanted) => Promise<readonly Topic[]>
  /** The topics that a stream follows when its address names none of any kind. */
  findAll?: (branchId: string) => Promise<readonly Topic[]>
  /** For a kind with snapshots: makes sure that the channel has the newest of each of these topics. */
  loadSnapshots?: (channel: Channel, topics: readonly string[], now: Date) => Promise<void>
}

import type { ReplayShare, TopicKind } from '@/lib/shared/topic-kind'
import { singleton } from '../singleton'

const shares = (): Map<string, ReplayShare> => singleton('replay-shares', () => new Map())
const nothing: ReplayShare = { events: 0, bytes: 0 }

/** Registers the shares of these kinds for the replay rings of this process. */
export function keepShares(kinds: readonly TopicKind[]): void {
  for (const { name, share } of kinds) shares().set(name, share)
}

/** The share of a kind. Kinds that no stream of this process can carry have none. */
export function shareOf(kind: string): ReplayShare {
  return shares().get(kind) ?? nothing
}

import { forgetVersions, isNewer } from '@/lib/client/stream-rules'
import type { BranchDto } from '@/lib/features/branches/contract'
import type { QueueSnapshot } from '../../contract'

/** The queues as the screen knows them, by service. `at` is when the server last confirmed them. */
export type TvState = { queues: Readonly<Record<string, QueueSnapshot>>; at: string }

/** Applies one snapshot; ignores an older version of the same day. */
export function withSnapshot(state: TvState, snapshot: QueueSnapshot, at: string): TvState {
  if (!isNewer(snapshot, state.queues[snapshot.service])) return { ...state, at }
  return { queues: { ...state.queues, [snapshot.service]: snapshot }, at }
}

/** The state stored on this device, valid only for the database it came from. */
export type KeptTvState = TvState & { epoch: string }

/** Applies the stored state. Ignores that of another database (recreated or restored). */
export function withKept(state: TvState, epoch: string, kept: KeptTvState | null): TvState {
  if (kept === null || kept.epoch !== epoch) return state
  const at = kept.at > state.at ? kept.at : state.at
  return Object.values(kept.queues).reduce((all, one) => withSnapshot(all, one, at), state)
}

/** After a `reset` every snapshot is accepted; the known state stays on screen until then. */
export function afterReset(state: TvState): TvState {
  return { ...state, queues: forgetVersions(state.queues) }
}

/** The queues of the newest business day, without yesterday's calls. */
export function queuesOfToday(queues: TvState['queues']): QueueSnapshot[] {
  const all = Object.values(queues)
  const today = all.map(({ businessDate }) => businessDate).reduce((a, b) => (a > b ? a : b), '')
  return all.filter(({ businessDate }) => businessDate === today)
}

/** Missed codes, one of each clinic in turn, so that a busy clinic does not hide the others. */
export function missedCodes(queues: readonly QueueSnapshot[], most = 12): string[] {
  const longest = Math.max(0, ...queues.map(({ missed }) => missed.length))
  const rounds = Array.from({ length: longest }, (_, at) => queues.flatMap(({ missed }) => missed[at] ?? []))
  return rounds.flat().slice(0, most)
}

/** One clinic as the hall sees it. */
export type TvClinic = {
  slug: string
  name: BranchDto['services'][number]['name']
  availability: BranchDto['services'][number]['availability']
  waiting: number
}

/** The clinics of the branch with how many wait now. */
export function clinicsOf(branch: BranchDto, queues: readonly QueueSnapshot[]): TvClinic[] {
  return branch.services.map(({ slug, name, availability, waiting }) => {
    const queue = queues.find(({ service }) => service === slug)
    return { slug, name, availability, waiting: queue?.counts.waiting ?? waiting }
  })
}

/** Splits a list into pages of nearly equal size: 9 by at most 8 is 5 and 4. */
export function pagesOf<Item>(items: readonly Item[], most: number): Item[][] {
  const count = Math.ceil(items.length / most)
  const size = Math.ceil(items.length / Math.max(1, count))
  return Array.from({ length: count }, (_, page) => items.slice(page * size, (page + 1) * size))
}

/** Offset of the picture by minute, a few pixels around a square, against screen burn-in. */
export function burnInShift(minute: number): { x: number; y: number } {
  const round = [
    { x: 0, y: 0 },
    { x: 1, y: 0 },
    { x: 1, y: 1 },
    { x: 0, y: 1 },
    { x: -1, y: 1 },
    { x: -1, y: 0 },
    { x: -1, y: -1 },
    { x: 0, y: -1 },
    { x: 1, y: -1 },
  ]
  return round[Math.abs(minute) % round.length] ?? { x: 0, y: 0 }
}

import { forgetVersions, isNewer } from '@/lib/client/stream-rules'
import type { BranchDto } from '@/lib/features/branches/contract'
import type { QueueSnapshot } from '../../contract'

/** The queues as the screen knows them, by service. `at` is when the server was last heard. */
export type TvState = { queues: Readonly<Record<string, QueueSnapshot>>; at: string }

/** Takes in one snapshot; an older version of the same day changes nothing. */
export function withSnapshot(state: TvState, snapshot: QueueSnapshot, at: string): TvState {
  if (!isNewer(snapshot, state.queues[snapshot.service])) return { ...state, at }
  return { queues: { ...state.queues, [snapshot.service]: snapshot }, at }
}

/** What this device kept, for as long as the server's database is the one that it was kept from. */
export type KeptTvState = TvState & { epoch: string }

/** Takes in what the device kept. Of another database (remade, or restored) nothing is believed. */
export function withKept(state: TvState, epoch: string, kept: KeptTvState | null): TvState {
  if (kept === null || kept.epoch !== epoch) return state
  return Object.values(kept.queues).reduce((all, one) => withSnapshot(all, one, state.at), state)
}

/** After a `reset` whatever comes is taken; what is known stays on the wall until then. */
export function afterReset(state: TvState): TvState {
  return { ...state, queues: forgetVersions(state.queues) }
}

/** The queues of the newest business day: yesterday's calls do not stay on the wall. */
export function queuesOfToday(state: TvState): QueueSnapshot[] {
  const all = Object.values(state.queues)
  const today = all.map(({ businessDate }) => businessDate).reduce((a, b) => (a > b ? a : b), '')
  return all.filter(({ businessDate }) => businessDate === today)
}

/** Codes that did not come, one of each clinic in turn, so that a busy clinic does not hide the others. */
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

/** Cuts a list into pages as even as they can be: 9 by at most 8 is 5 and 4. */
export function pagesOf<Item>(items: readonly Item[], most: number): Item[][] {
  const count = Math.ceil(items.length / most)
  const size = Math.ceil(items.length / Math.max(1, count))
  return Array.from({ length: count }, (_, page) => items.slice(page * size, (page + 1) * size))
}

/** Where the picture stands in a minute: a few pixels round a square, so that nothing burns in. */
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

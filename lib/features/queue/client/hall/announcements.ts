import type { LocalisedText } from '@/lib/shared/fields'
import type { CallDto, QueueSnapshot } from '../../contract'

/** One call of the hall, with the clinic that called. */
export type TvCall = CallDto & { service: string; serviceName: LocalisedText }

/** A call being said: first and second time. */
export type Announcement = { call: TvCall; round: 1 | 2 }

/** The announcements already made, running, and waiting. */
export type Announcements = {
  heard: ReadonlySet<string>
  current: Announcement | null
  pending: readonly TvCall[]
}

/** Duration of one round of an announcement, in milliseconds; two rounds are the ten seconds of flashing. */
export const roundMs = 5_000

/** With this many announcements waiting, each is made once, to catch up. */
const crowd = 3

/** A call this much older than the newest is not announced, so that a network break is not replayed aloud. */
const historyMs = 90_000

/** After this long without another call, the newest is shown as "last" instead of "now". */
const freshMs = 180_000

/** Calls made within this long of each other are shown large together. */
const togetherMs = 20_000

/** Whether a call is still unanswered. */
export function isFresh(call: TvCall, now: Date): boolean {
  return now.getTime() - Date.parse(call.at) < freshMs
}

/** Whether the hall is being called: an announcement runs, or the call on the screen is fresh. */
export function isCalling(announced: Announcement | null, shown: TvCall | undefined, now: Date): boolean {
  return announced !== null || (shown !== undefined && isFresh(shown, now))
}

/**
 * The calls to show large: the announced or newest one, and beside it the next to be announced, or the one before if it was
 * made at about the same time and its visitor has not come yet. In the order of the calls, so that neither changes its place.
 */
export function largeCalls(
  { current, pending }: Announcements,
  snapshots: readonly QueueSnapshot[],
  now: Date,
): TvCall[] {
  const calls = latestPerTicket(callsOf(snapshots))
  const main = current?.call ?? calls[0]
  if (main === undefined) return []
  if (!isCalling(current, main, now)) return [main]
  const isBeside = (call: TvCall) =>
    call.code !== main.code &&
    Math.abs(Date.parse(call.at) - Date.parse(main.at)) < togetherMs &&
    isStillCalled(call, snapshots)
  const beside = pending.find(({ code }) => code !== main.code) ?? calls.find(isBeside)
  const both = beside === undefined ? [main] : [main, beside]
  return both.sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
}

/** Every call of the branch, newest first. */
export function callsOf(snapshots: readonly QueueSnapshot[]): TvCall[] {
  return snapshots
    .flatMap(({ service, name, calls }) => calls.map((call) => ({ ...call, service, serviceName: name })))
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at) || (a.id < b.id ? 1 : -1))
}

/** The newest call of each ticket: a recall replaces its call. */
export function latestPerTicket(calls: readonly TvCall[]): TvCall[] {
  const codes = new Set<string>()
  return calls.filter(({ code }) => !codes.has(code) && codes.add(code))
}

/** Initial state: the calls already on the screen are not announced again. */
export function initialAnnouncements(snapshots: readonly QueueSnapshot[]): Announcements {
  return { heard: new Set(callsOf(snapshots).map(({ id }) => id)), current: null, pending: [] }
}

/** Applies the newest state of the queues: new calls wait, oldest first; answered ones are removed. */
export function withQueues(before: Announcements, snapshots: readonly QueueSnapshot[]): Announcements {
  const calls = callsOf(snapshots)
  const newest = Date.parse(calls[0]?.at ?? '')
  const fresh = calls.filter(({ id, at }) => !before.heard.has(id) && newest - Date.parse(at) < historyMs).reverse()
  const waiting = [...before.pending.filter((call) => !fresh.some(({ code }) => code === call.code)), ...fresh]
  const pending = waiting.filter((call) => isStillCalled(call, snapshots))
  return startNext({ heard: new Set(calls.map(({ id }) => id)), current: before.current, pending })
}

/** Ends the current round: starts the second round, the next call, or silence. */
export function afterRound(before: Announcements): Announcements {
  const { current, pending } = before
  if (current?.round === 1 && pending.length < crowd) return { ...before, current: { ...current, round: 2 } }
  return startNext({ ...before, current: null })
}

function startNext(state: Announcements): Announcements {
  const [next, ...pending] = state.pending
  return state.current !== null || next === undefined ? state : { ...state, current: { call: next, round: 1 }, pending }
}

function isStillCalled(call: TvCall, snapshots: readonly QueueSnapshot[]): boolean {
  const queue = snapshots.find(({ service }) => service === call.service)
  return queue?.serving.some(({ code, state }) => code === call.code && state === 'called') ?? false
}

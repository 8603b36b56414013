import type { LocalisedText } from '@/lib/shared/fields'
import type { CallDto, QueueSnapshot } from '../../contract'

/** One call of the hall, with the clinic that called. */
export type TvCall = CallDto & { service: string; serviceName: LocalisedText }

/** A call being said: first and second time. */
export type Announcement = { call: TvCall; round: 1 | 2 }

/** What the hall has heard, hears now, and will hear. */
export type Announcements = {
  heard: ReadonlySet<string>
  current: Announcement | null
  pending: readonly TvCall[]
}

/** How long one round of an announcement has the hall to itself; two rounds are the ten seconds of flashing. */
export const roundMs = 5_000

/** With this many waiting to be said, each is said once: being late helps nobody. */
const crowd = 3

/** A call this much older than the newest is history: after a break in the network the hall does not hear it all again. */
const historyMs = 90_000

/** After this long without another, a call is the last one rather than the one of now. */
const freshMs = 180_000

/** Whether a call still asks somebody to come. */
export function isFresh(call: TvCall, now: Date): boolean {
  return now.getTime() - Date.parse(call.at) < freshMs
}

/** Every call of the branch, newest first. */
export function callsOf(snapshots: readonly QueueSnapshot[]): TvCall[] {
  return snapshots
    .flatMap(({ service, name, calls }) => calls.map((call) => ({ ...call, service, serviceName: name })))
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at) || (a.id < b.id ? 1 : -1))
}

/** The newest call of each ticket: a recall takes the place of its call. */
export function latestPerTicket(calls: readonly TvCall[]): TvCall[] {
  const codes = new Set<string>()
  return calls.filter(({ code }) => !codes.has(code) && codes.add(code))
}

/** Starts with what the screen already shows: nothing of it is said again. */
export function beginAnnouncing(snapshots: readonly QueueSnapshot[]): Announcements {
  return { heard: new Set(callsOf(snapshots).map(({ id }) => id)), current: null, pending: [] }
}

/** Takes in the newest state of the queues: new calls wait their turn, oldest first; answered ones are let go. */
export function hear(before: Announcements, snapshots: readonly QueueSnapshot[]): Announcements {
  const calls = callsOf(snapshots)
  const newest = Date.parse(calls[0]?.at ?? '')
  const fresh = calls.filter(({ id, at }) => !before.heard.has(id) && newest - Date.parse(at) < historyMs).reverse()
  const waiting = [...before.pending.filter((call) => !fresh.some(({ code }) => code === call.code)), ...fresh]
  const pending = waiting.filter((call) => isStillCalled(call, snapshots))
  return goOn({ heard: new Set(calls.map(({ id }) => id)), current: before.current, pending })
}

/** The current round is over: the second round, the next call, or silence. */
export function said(before: Announcements): Announcements {
  const { current, pending } = before
  if (current?.round === 1 && pending.length < crowd) return { ...before, current: { ...current, round: 2 } }
  return goOn({ ...before, current: null })
}

function goOn(state: Announcements): Announcements {
  const [next, ...pending] = state.pending
  return state.current !== null || next === undefined ? state : { ...state, current: { call: next, round: 1 }, pending }
}

function isStillCalled(call: TvCall, snapshots: readonly QueueSnapshot[]): boolean {
  const queue = snapshots.find(({ service }) => service === call.service)
  return queue?.serving.some(({ code, state }) => code === call.code && state === 'called') ?? false
}

import 'server-only'
import { AppError } from '@/lib/shared/errors'
import type { Topic } from '@/lib/shared/topic-kind'
import type { Credential } from '../identity/actor'
import type { Channel } from './channel'
import type { Cursor } from './cursor'
import { logHolds, readEventsAfter } from './event-store'
import { eventFrame, type Frame, heartbeatFrame, helloFrame, joinFrames, noteFrame } from './frame'
import { hub } from './hub'
import { Reader, type Sink } from './reader'

const replayEvents = 500
const replayBytes = 256 * 1_024

/** The granted parameters of a stream: permissions are already checked. */
export type StreamRequest = {
  channel: Channel
  topics: ReadonlySet<Topic>
  /** The topics of which a snapshot is sent at the start and after a reset. */
  snapshotTopics: readonly string[]
  /** The credential behind its rights; null for a visitor. */
  credential: Credential | null
  since: Cursor | null
  /** Makes sure that `channel.latest` has each snapshot topic. */
  loadSnapshots: () => Promise<void>
}

/** Writes the beginning of a stream and attaches it; returns a function to call when the client has disconnected. */
export type BeginStream = (sink: Sink) => () => void

type Why = 'epoch' | 'too_old' | 'too_many'
/** Events of the log that this process no longer holds, up to and including `upTo`. */
type Stored = { frames: Frame[]; upTo: number }

async function readStored({ channel, topics }: StreamRequest, since: Cursor): Promise<Stored | null> {
  // Another process may have sent this reader events that have not reached us yet.
  if (since.epoch === channel.head.epoch && since.seq > channel.head.seq) await channel.check()
  const { epoch, seq: upTo } = channel.head
  if (since.epoch !== epoch || channel.reaches(since.seq, topics)) return null
  const events = await readEventsAfter(channel.branchId, since.seq, replayEvents + 1, [...topics])
  // Checked after the read: the log deletes its oldest events first, so events present now were present then.
  if (!(await logHolds(channel.branchId, since.seq + 1))) return null
  return { frames: events.filter((event) => event.seq <= upTo).map((event) => eventFrame(epoch, event)), upTo }
}

/** All missed events, or why they are unavailable. */
function missedBy({ channel, topics }: StreamRequest, since: Cursor, stored: Stored | null): Frame[] | Why {
  const { epoch, seq: head } = channel.head
  if (since.epoch !== epoch || since.seq > head) return 'epoch'
  const recent = channel.missed(stored?.upTo ?? since.seq, topics)
  if (!recent) return 'too_old'
  const frames = [...(stored?.frames ?? []), ...recent]
  const bytes = frames.reduce((sum, frame) => sum + frame.plain.length, 0)
  return frames.length > replayEvents || bytes > replayBytes ? 'too_many' : frames
}

function snapshots({ channel, snapshotTopics }: StreamRequest): Frame[] {
  return snapshotTopics.map((topic) => {
    const latest = channel.latest(topic)
    if (!latest) throw new AppError('unavailable', { retryAfterSeconds: 1 })
    return latest.frame
  })
}

function firstFrames(it: StreamRequest, stored: Stored | null): Frame[] {
  if (!it.since) return snapshots(it)
  const missed = missedBy(it, it.since, stored)
  return typeof missed === 'string' ? [noteFrame('reset', JSON.stringify({ why: missed })), ...snapshots(it)] : missed
}

/** Outside `openStream`, so that an open stream keeps only its reader in memory. */
const leaveOf = (reader: Reader) => (): void => reader.gone()

/**
 * Reads the events a reader missed: all of them, or `reset` and the current state. The returned function is
 * synchronous, so that no event falls between the first write and the following ones; call it at once.
 */
export async function openStream(it: StreamRequest): Promise<BeginStream> {
  const stored = it.since ? await readStored(it, it.since) : null
  await it.loadSnapshots()
  return (sink) => {
    const hello = helloFrame(2_000 + Math.floor(Math.random() * 3_000))
    const frames = [hello, ...firstFrames(it, stored), heartbeatFrame(it.channel.head, new Date())]
    const reader = new Reader(it.channel, it.topics, it.credential, sink)
    hub().admit(it.channel, reader)
    reader.begin(joinFrames(frames))
    return leaveOf(reader)
  }
}
